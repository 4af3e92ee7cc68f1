import { closest, distance } from 'fastest-levenshtein';
import { LATENCY_THRESHOLDS } from '#activities/judging/judge-latency.ts';
import type { Check } from './create-checks.ts';

/** Thresholds by check and name, as somebody wants them instead of the check's own. */
export type Thresholds = Record<string, Record<string, number>>;

/** The checks with these thresholds in the place of their own; and, as sentences, what names a check or a threshold that there is not. */
export function withThresholds(checks: readonly Check[], wanted: Thresholds): { checks: Check[]; faults: string[] } {
  const byName = new Map(checks.map((check) => [check.entry.name, check]));
  const faults = Object.entries(wanted).flatMap(([name, thresholds]) => {
    const check = byName.get(name);
    if (!check) return [`GREENLIGHT_THRESHOLDS names the check ${name}, which there is not${nearest(name, [...byName.keys()])}`];
    const known = [...new Set([...Object.keys(check.capability.thresholds), ...Object.keys(LATENCY_THRESHOLDS)])];
    return Object.keys(thresholds)
      .filter((threshold) => !known.includes(threshold))
      .map((threshold) => `GREENLIGHT_THRESHOLDS names ${threshold} of ${name}, which has no such threshold${nearest(threshold, known)}`);
  });
  const changed = checks.map((check): Check => {
    const own = wanted[check.entry.name];
    if (!own) return check;
    const thresholds = { ...check.capability.thresholds, ...own };
    return { ...check, entry: { ...check.entry, thresholds }, capability: { ...check.capability, thresholds } };
  });
  return { checks: changed, faults };
}

function nearest(name: string, known: readonly string[]): string {
  const near = closest(name, [...known]);
  const isLikely = distance(name, near) <= Math.max(3, name.length / 3);
  return isLikely
    ? `: did you mean ${near}?`
    : known.length <= 12
      ? `; there are: ${known.join(', ')}`
      : '; `npm run probe -- --list` shows all';
}
