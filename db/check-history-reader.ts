import { QueryTypes, type Sequelize } from 'sequelize';
import type { Finding } from '#workflows/core/finding.ts';
import type { Trigger } from '#workflows/core/run.ts';
import type { Status } from '#workflows/core/status.ts';
import { foldRollups, WINDOWS, windowStart, type HistoryBucket, type Rollup, type WindowDays } from './fold-rollups.ts';
import { readCursor, writeCursor } from './history-cursor.ts';
import type { Artifact } from './models/artifact.ts';

/** A probe as its row in history tells it. */
export interface HistoryProbe extends Pick<
  Finding,
  'status' | 'summary' | 'failure_class' | 'hint' | 'rungs' | 'http_status' | 'request_id' | 'cost_usd' | 'metadata'
> {
  id: string;
  run_id: string;
  check_name: string;
  scope: string;
  provider: string | null;
  capability: string;
  trigger: Trigger;
  /** Who asked for its run; null where the run is no longer kept. */
  requested_by: string | null;
  attempts: number;
  skipped_because: string | null;
  output_paths: string[];
  artifact_urls: string[];
  started_at: Date;
  finished_at: Date;
  duration_ms: number;
}

export type HistoryArtifact = Pick<
  Artifact,
  'id' | 'probe_id' | 'name' | 'type' | 'size' | 'sha256' | 'path' | 'created_at' | 'expires_at'
>;

/** Which of a check's probes to read; empty lists: any. */
export interface HistoryFilter {
  limit: number;
  statuses: readonly Status[];
  triggers: readonly Trigger[];
  /** A cursor, from `older` of what was read before; a broken one is none. */
  before: string | null;
}

export interface CheckHistoryReader {
  /** The newest probes of a check, newest first, and the cursor to those before them; null where there are none. */
  latestProbes(check: string, filter: HistoryFilter): Promise<{ probes: HistoryProbe[]; older: string | null }>;
  probe(id: string): Promise<HistoryProbe | null>;
  /** How the last days went, in buckets, oldest first, by the database's clock. */
  historyOf(check: string, days: WindowDays): Promise<HistoryBucket[]>;
  /** The files of these probes, in the order in which they were kept. */
  artifactsOf(probeIds: readonly string[]): Promise<HistoryArtifact[]>;
  /** The probe that gave its light to each provider's check of this capability, in the catalogue's order. */
  verdictsOf(capability: { scope: string; capability: string }): Promise<HistoryProbe[]>;
}

/** Behind every other id. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const PROBE = `p.id, p.run_id, p.check_name, p.scope, p.provider, p.capability, p.status, p.trigger, r.requested_by, p.summary, p.failure_class, p.hint, p.rungs,
  p.http_status, p.request_id, p.attempts, p.cost_usd, p.skipped_because, p.metadata, p.output_paths, p.artifact_urls, p.started_at, p.finished_at, p.duration_ms
  from integration_probes p left join probe_runs r on r.id = p.run_id`;

/** What the page of one check reads. It writes nothing. */
export function createCheckHistoryReader(sequelize: Sequelize): CheckHistoryReader {
  const select = <Row extends object>(sql: string, bind: unknown[]) => sequelize.query<Row>(sql, { bind, type: QueryTypes.SELECT });
  return {
    async latestProbes(check, { limit, statuses, triggers, before }) {
      const place = before === null ? null : readCursor(before);
      // One more than asked for says whether there are older ones.
      const rows = await select<HistoryProbe & { ended_us: string }>(LATEST, [
        check,
        statuses,
        triggers,
        place?.endedUs ?? null,
        place?.id ?? LAST_ID,
        limit + 1,
      ]);
      const probes = rows.slice(0, limit).map(({ ended_us: _, ...probe }) => probe);
      const last = rows[limit - 1];
      return { probes, older: last && rows.length > limit ? writeCursor({ endedUs: last.ended_us, id: last.id }) : null };
    },

    async probe(id) {
      const [probe] = await select<HistoryProbe>(`select ${PROBE} where p.id = $1`, [id]);
      return probe ?? null;
    },

    async historyOf(check, days) {
      const [clock] = await select<{ now: Date }>('select clock_timestamp() as now', []);
      const { now } = clock!;
      const rollups = await select<Rollup>(
        'select * from probe_rollups where check_name = $1 and bucket = $2 and bucket_start >= $3 order by bucket_start',
        [check, WINDOWS[days].rollup, windowStart(days, now)],
      );
      return foldRollups(rollups, days, now);
    },

    artifactsOf: async (probeIds) =>
      probeIds.length === 0
        ? []
        : select<HistoryArtifact>(
            `select id, probe_id, name, type, size, sha256, path, created_at, expires_at from artifacts
              where probe_id = any($1::uuid[]) order by created_at, name`,
            [probeIds],
          ),

    verdictsOf: ({ scope, capability }) => select<HistoryProbe>(VERDICTS, [scope, capability]),
  };
}

/** By keyset, along the index on check and end: the hundredth page costs what the first one does. The list of one name and the order by it
 * keep the planner from going along all checks' ends, which would be long for a check that has not run for months. */
const LATEST = `
  select (extract(epoch from p.finished_at) * 1000000)::bigint::text as ended_us, ${PROBE}
   where p.check_name = any(array[$1]) and (cardinality($2::text[]) = 0 or p.status = any($2)) and (cardinality($3::text[]) = 0 or p.trigger = any($3))
     and (p.finished_at, p.id) < (coalesce('epoch'::timestamptz + $4::bigint * interval '1 microsecond', 'infinity'), $5::uuid)
   order by p.check_name, p.finished_at desc, p.id desc limit $6`;

const VERDICTS = `
  select ${PROBE} join check_states s on s.last_probe_id = p.id join checks c on c.name = s.check_name
   where c.scope = $1 and c.capability = $2 and c.provider is not null and c.retired_at is null order by c.position`;
