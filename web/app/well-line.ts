import type { Said } from './said.ts';
import { spelled } from './times.ts';
import type { Told, VerdictFacts } from './verdict-sentence.ts';

/** A recovery is news for so long. */
const NEWS_MS = 3_600_000;
/** No run takes longer to look at everything that costs nothing. */
const ONE_RUN_MS = 120_000;

/** What is worth saying while all is well: what has just recovered, else for how long nothing has failed. */
export function wellLine({ recovered, now }: VerdictFacts, known: readonly Told[]): Said[] {
  const news = recovered.filter(({ recoveredAt }) => now.getTime() - recoveredAt.getTime() < NEWS_MS);
  const [last, ...others] = news;
  if (last && others.length === 0) {
    const lasted = spelled(last.recoveredAt.getTime() - last.beganAt.getTime());
    return [[`${last.label} recovered `, { ago: last.recoveredAt }, ` after ${lasted}.`]];
  }
  if (last) {
    const rest = others.length === 1 ? '1 other' : `${others.length} others`;
    return [[`${last.label} and ${rest} have recovered, the last `, { ago: last.recoveredAt }, '.']];
  }
  const failures = known.flatMap(({ lastFailureAt }) => (lastFailureAt === null ? [] : [lastFailureAt.getTime()]));
  if (failures.length === 0) return [sinceTheFirstLook(known)];
  return [['Nothing has failed for ', { since: new Date(Math.max(...failures)) }, '.']];
}

/** Without a failure there is but the first look to count from. Looks that one run took are told of together. */
function sinceTheFirstLook(known: readonly Told[]): Said {
  const first = extreme(
    known.map(({ verdictSince }) => verdictSince),
    Math.min,
  );
  const looks = known.map(({ judgedAt }) => judgedAt);
  const [oldest, newest] = [extreme(looks, Math.min), extreme(looks, Math.max)];
  if (first === null || oldest === null || newest === null) return ['Nothing has failed so far.'];
  const isOneRun = !looks.includes(null) && newest.getTime() - oldest.getTime() < ONE_RUN_MS;
  if (isOneRun && first >= oldest) return ['All looked at for the first time, ', { ago: oldest }, '.'];
  const since: Said = [' has failed since the first look, ', { at: first }, '.'];
  return isOneRun ? ['All looked at ', { ago: oldest }, '; nothing', ...since] : ['Nothing', ...since];
}

function extreme(dates: readonly (Date | null)[], pick: (...values: number[]) => number): Date | null {
  const times = dates.filter((date) => date !== null).map((date) => date.getTime());
  return times.length > 0 ? new Date(pick(...times)) : null;
}
