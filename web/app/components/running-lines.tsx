import { Link } from '@remix-run/react';
import type { OpenRun } from '#db/open-runs-reader.ts';
import { useSecond } from '#web/app/clock.tsx';
import { runName } from '#web/app/run-name.ts';
import { lasting, took } from '#web/app/times.ts';
import { Light } from './light.tsx';

const SHOWN = 3;

/** What is under way, beside the verdict that stands meanwhile. */
export function RunningLines({ runs }: { runs: readonly OpenRun[] }) {
  const now = useSecond(runs.length > 0);
  return (
    <>
      {runs.slice(0, SHOWN).map(({ id, done, planned, startedAt, usualMs }) => (
        <span key={id} className="under-way">
          <Light light="running" />
          <span>
            <Link to={`/ops/runs/${id}`}>Run {runName(id)}</Link>: {done} of {planned} done, {lasting(now.getTime() - startedAt.getTime())}
            {usualMs !== null && `, usually ${took(usualMs)}`}
          </span>
        </span>
      ))}
      {runs.length > SHOWN && (
        <span className="under-way">
          <Link to="/ops/runs">{runs.length - SHOWN} more under way</Link>
        </span>
      )}
    </>
  );
}
