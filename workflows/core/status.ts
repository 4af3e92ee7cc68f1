/** What is known about the patient, from best to worst: the index is the severity. These alone move a light. */
const VERDICTS = ['ok', 'warn', 'fail'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Every outcome a check can have: the verdicts, and the two that only annotate a light. */
export const STATUSES = ['ok', 'warn', 'fail', 'skipped', 'unknown'] as const;
export type Status = (typeof STATUSES)[number];

/** True for `ok`, `warn` and `fail`: an outcome that says something about the provider. */
export function isVerdict(status: Status): status is Verdict {
  return (VERDICTS as readonly string[]).includes(status);
}

/** The worst verdict among the outcomes; where there is none, `unknown` before `skipped`. No outcomes at all: `skipped`. */
export function worst(statuses: readonly Status[]): Status {
  const verdicts = statuses.filter(isVerdict);
  if (verdicts.length > 0) return VERDICTS[Math.max(...verdicts.map((verdict) => VERDICTS.indexOf(verdict)))]!;
  return statuses.includes('unknown') ? 'unknown' : 'skipped';
}

export type Counts = Record<Status, number>;

/** How many of each outcome; every status is present, with 0 where there was none. */
export function countStatuses(statuses: readonly Status[]): Counts {
  const counts: Counts = { ok: 0, warn: 0, fail: 0, skipped: 0, unknown: 0 };
  for (const status of statuses) counts[status] += 1;
  return counts;
}
