import { Link } from '@remix-run/react';
import { useNow } from '#web/app/clock.tsx';
import { spelled } from '#web/app/times.ts';
import { dueAt, pauseWords, watchFacts, type Watched } from '#web/app/watch-line.ts';
import { Pulse } from './pulse.tsx';
import { ClockTime, When } from './when.tsx';

const ENDED_ILL: Partial<Record<NonNullable<Watched['last']>['state'], string>> = {
  asked: 'under way',
  running: 'under way',
  lost: 'lost',
  cancelled: 'cancelled',
};

/** What ran last by itself, what is next, and whether it kept time: one line of phrases. */
export function WatchLine({ watch }: { watch: Watched }) {
  const now = useNow();
  if (watch.everyMs === null) return null;
  const { last, ticks } = watch;
  return (
    <>
      {last === null ? (
        !watch.missing && <span>No automatic run yet</span>
      ) : (
        <span>
          Last automatic run{' '}
          <Link to={`/ops/runs/${last.runId}`}>
            <ClockTime at={last.startedAt} />
          </Link>
          , <When at={last.startedAt} />
          {ENDED_ILL[last.state] && `, ${ENDED_ILL[last.state]}`}
        </span>
      )}
      <Next watch={watch} now={now} />
      {ticks.length > 1 && <Pulse ticks={ticks} />}
    </>
  );
}

function Next({ watch, now }: { watch: Watched; now: Date }) {
  if (watch.paused !== null) return <span className="trouble">{pauseWords(watch.paused)}</span>;
  if (watch.missing) return <span className="trouble">Nobody is watching: there is no schedule. Start the worker and it makes one.</span>;
  const due = dueAt(watch, now);
  return (
    <>
      {due !== null && (
        <span className="trouble">
          Due <ClockTime at={due} />, {spelled(now.getTime() - due.getTime())} late
        </span>
      )}
      {watch.silent && <span>Next not known: Temporal does not answer</span>}
      {watch.nextAt !== null && (
        <span>
          Next <ClockTime at={watch.nextAt} />
        </span>
      )}
      {/* Temporal keeps the time, and yet nothing begins. */}
      {watch.nextAt !== null && watchFacts(watch, now).down && (
        <span>
          Start a worker: <code>npm run start:worker</code>
        </span>
      )}
    </>
  );
}
