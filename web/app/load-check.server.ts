import { data } from '@remix-run/node';
import { closest } from 'fastest-levenshtein';
import type { HistoryArtifact, HistoryProbe } from '#db/check-history-reader.ts';
import type { OverviewRow } from '#db/overview-reader.ts';
import type { CheckQuery } from './check-query.ts';
import { checkView, type CheckView } from './check-view.ts';
import { lightOf } from './light-of.ts';
import { readArtifactText } from './read-artifact-text.server.ts';
import type { Services } from './services.server.ts';
import { shownAs } from './shown-types.ts';

/** What the page of a check that is not there says. */
export interface LostCheck {
  sentence: string;
  /** The name that is most like it. */
  nearest: string | null;
}

/** Reads the page of a check.
 * @throws a 404 that names the nearest check where there is none of this name. */
export async function loadCheck(
  { reader, storage }: Pick<Services, 'reader' | 'storage'>,
  name: string,
  query: CheckQuery,
): Promise<CheckView> {
  const overview = await reader.overview();
  const row = overview.rows.find((one) => one.name === name);
  if (!row) throw data(unknownCheck(name, overview.rows), { status: 404 });
  const [head, latest, buckets, verdicts, run] = await Promise.all([
    headOf(reader, row, overview.now),
    reader.latestProbes(name, { limit: query.last, statuses: query.outcomes, triggers: query.askers, before: query.before }),
    reader.historyOf(name, query.days),
    row.provider === null ? [] : reader.verdictsOf(row),
    row.running && reader.runProgress(row.running.run_id),
  ]);
  const artifacts = await reader.artifactsOf([...new Set([...(head ? [head] : []), ...latest.probes].map(({ id }) => id))]);
  const texts = await textsOf(storage, head ? artifacts.filter(({ probe_id }) => probe_id === head.id) : []);
  const progress = run?.checks.find(({ check }) => check === name) ?? null;
  return checkView({ overview, row, head, latest, buckets, artifacts, texts, verdicts, progress }, query);
}

/** The probe that the light comes from; where there is no verdict to show, the one that told nothing. */
async function headOf(reader: Services['reader'], row: OverviewRow, now: Date): Promise<HistoryProbe | null> {
  // What was found while it was configured is of another time.
  if (!row.configured) return null;
  const light = lightOf(row, now);
  if (light !== 'unknown' && light !== 'skipped') return row.last_probe_id ? reader.probe(row.last_probe_id) : null;
  if (!row.last_outcome) return null;
  const { probes } = await reader.latestProbes(row.name, { limit: 1, statuses: [row.last_outcome], triggers: [], before: null });
  return probes[0] ?? null;
}

async function textsOf(storage: string, artifacts: readonly HistoryArtifact[]): Promise<Map<string, { text: string; isCut: boolean }>> {
  const read = await Promise.all(
    artifacts
      .filter(({ type }) => ['json', 'text'].includes(shownAs(type)))
      .map(async ({ id, path }) => [id, await readArtifactText(storage, path)] as const),
  );
  return new Map(read.flatMap(([id, text]) => (text ? [[id, text]] : [])));
}

function unknownCheck(name: string, known: readonly OverviewRow[]): LostCheck {
  const shown = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  if (known.length === 0)
    return { sentence: `There is no check ${shown}: none is known yet. The worker writes the list when it starts.`, nearest: null };
  const nearest = closest(
    name.slice(0, 200),
    known.map((row) => row.name),
  );
  return { sentence: `There is no check ${shown}.`, nearest };
}
