import type { WindowDays } from '#db/fold-rollups.ts';
import type { Counts } from '#workflows/core/status.ts';

const SPANS: Record<WindowDays, string> = { 1: '24 hours', 7: '7 days', 30: '30 days', 90: '90 days' };

/** How often it was well, in a sentence. A warning is well too; what we could not judge counts neither way, and is said. */
export function availability(buckets: readonly Counts[], days: WindowDays): string {
  const sum = (of: keyof Counts): number => buckets.reduce((total, bucket) => total + bucket[of], 0);
  const well = sum('ok') + sum('warn');
  const judged = well + sum('fail');
  const rest = [
    ...(sum('unknown') > 0 ? [`${sum('unknown')} not judged, our own fault.`] : []),
    ...(sum('skipped') > 0 ? [`${sum('skipped')} skipped.`] : []),
  ];
  const first =
    judged > 0
      ? `${share(well, judged)} % well: ${well} of ${judged} judged.`
      : `Nothing ${rest.length > 0 ? 'was judged' : 'ran'} in the last ${SPANS[days]}.`;
  return [first, ...rest].join(' ');
}

/** Never rounded up: while anything failed it is not a hundred. */
function share(well: number, judged: number): string {
  return well === judged ? '100' : (Math.floor((well * 1_000) / judged) / 10).toFixed(1);
}
