import type { Said } from './said.ts';
import { spelled } from './times.ts';
import type { Told, VerdictFacts } from './verdict-sentence.ts';

/** A recovery is news for so long. */
const NEWS_MS = 3_600_000;

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
  if (failures.length === 0) return [['Nothing has failed so far.']];
  return [['Nothing has failed for ', { since: new Date(Math.max(...failures)) }, '.']];
}
