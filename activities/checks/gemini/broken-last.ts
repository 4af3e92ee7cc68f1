import type { Evidence } from '#activities/evidence.ts';

/** The same evidence with its first 404 as the last exchange: the ladder, the status and the request id of a finding are those of the
 * exchange that broke, also where others were asked after it to find a way out. */
export function brokenLast<Answer>(evidence: Evidence<Answer>): Evidence<Answer> {
  const broken = evidence.exchanges.find(({ status }) => status === 404);
  return broken ? { ...evidence, exchanges: [...evidence.exchanges.filter((one) => one !== broken), broken] } : evidence;
}
