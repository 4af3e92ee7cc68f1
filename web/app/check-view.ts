import type { HistoryArtifact, HistoryProbe } from '#db/check-history-reader.ts';
import type { HistoryBucket } from '#db/fold-rollups.ts';
import type { Overview, OverviewRow } from '#db/overview-reader.ts';
import type { CheckProgress } from '#db/run-document.ts';
import { credentialsIn, sinceSuccessOf, type CredentialLight, type SinceSuccess } from '#workflows/core/beside-finding.ts';
import { compareProviders, type Comparison } from '#workflows/core/compare-providers.ts';
import { artifactView, type ArtifactView } from './artifact-view.ts';
import { rowOf, type BoardRow } from './board-row.ts';
import type { CheckQuery } from './check-query.ts';
import { checkState, type CheckState } from './check-state.ts';
import { scopeName } from './names.ts';
import { pastProbes, type PastProbe } from './past-probe.ts';
import { runningWords } from './running-words.ts';

/** All that was read for the page of a check. */
export interface CheckRead {
  overview: Overview;
  row: OverviewRow;
  /** The probe that the head speaks of. */
  head: HistoryProbe | null;
  latest: { probes: HistoryProbe[]; older: string | null };
  buckets: HistoryBucket[];
  artifacts: HistoryArtifact[];
  /** What stands in files of the head's probe, by their ids. */
  texts: ReadonlyMap<string, { text: string; isCut: boolean }>;
  verdicts: HistoryProbe[];
  /** How far the run is that looks at it now. */
  progress: CheckProgress | null;
}

export interface CheckView {
  now: Date;
  query: CheckQuery;
  row: BoardRow;
  /** Whom it asks, as people write it. */
  whom: string;
  state: CheckState;
  lookedAt: Date | null;
  place: { number: number; of: number; previous: string | null; next: string | null };
  running: { url: string; words: string; met: string | null } | null;
  head: {
    at: Date;
    runUrl: string;
    http: number | null;
    requestId: string | null;
    /** The beginning of the last answer, where something is wrong with it. */
    answer: string | null;
    credentials: CredentialLight[];
    since: SinceSuccess | null;
    files: ArtifactView[];
  } | null;
  buckets: HistoryBucket[];
  comparison: Comparison | null;
  probes: PastProbe[];
  older: string | null;
  about: Pick<OverviewRow, 'why' | 'does' | 'baseline' | 'cadence_ms' | 'cost_usd' | 'requires' | 'missing' | 'doc' | 'configured'>;
}

const ANSWER_LETTERS = 240;

/** Turns what was read into what the page of a check shows. Pure. */
export function checkView(read: CheckRead, query: CheckQuery): CheckView {
  const { overview, row, head, latest, buckets, artifacts, texts, verdicts, progress } = read;
  const { now, rows } = overview;
  const board = rowOf(row, rows, now);
  const index = rows.indexOf(row);
  const { why, does, baseline, cadence_ms, cost_usd, requires, missing, doc, configured } = row;
  return {
    now,
    query,
    row: board,
    whom: scopeName(row.scope),
    state: checkState(row, board.light, now),
    lookedAt: row.last_outcome_at,
    place: { number: index + 1, of: rows.length, previous: rows[index - 1]?.name ?? null, next: rows[index + 1]?.name ?? null },
    running: row.running && progress ? { url: `/ops/runs/${row.running.run_id}#${row.name}`, ...runningWords(progress, now) } : null,
    head: head && {
      at: head.finished_at,
      runUrl: `/ops/runs/${head.run_id}#${row.name}`,
      http: head.http_status,
      requestId: head.request_id,
      answer: head.status === 'ok' ? null : answerIn(head.metadata),
      credentials: credentialsIn(head.metadata),
      since: sinceSuccessOf(head.metadata),
      files: artifacts.filter(({ probe_id }) => probe_id === head.id).map((file) => artifactView(file, now, texts.get(file.id) ?? null)),
    },
    buckets,
    comparison: compareProviders(verdicts)[0] ?? null,
    probes: pastProbes(latest.probes, artifacts, now),
    older: latest.older,
    about: { why, does, baseline, cadence_ms, cost_usd, requires, missing, doc, configured },
  };
}

/** The beginning of the last text that came back, in one line. */
function answerIn(metadata: Record<string, unknown>): string | null {
  const exchanges = metadata['exchanges'];
  if (!Array.isArray(exchanges)) return null;
  const text = (exchanges.at(-1) as { bodyText?: unknown } | undefined)?.bodyText;
  if (typeof text !== 'string' || text.trim() === '') return null;
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > ANSWER_LETTERS ? `${line.slice(0, ANSWER_LETTERS)}…` : line;
}
