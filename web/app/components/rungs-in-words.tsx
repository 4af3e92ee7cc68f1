import type { Rung } from '#workflows/core/finding.ts';
import { took } from '#web/app/times.ts';
import { RUNG_NAMES } from './ladder.tsx';

/** The rungs of a check that is well, in one line: where all of them hold, a drawing says no more and makes a long run heavy. */
export function RungsInWords({ rungs }: { rungs: readonly Rung[] }) {
  const told = rungs.map(({ name, duration_ms, detail }) =>
    [RUNG_NAMES[name], duration_ms === null ? '' : took(duration_ms), detail ? `(${detail})` : ''].filter(Boolean).join(' '),
  );
  return <p>{told.join(' · ')}</p>;
}
