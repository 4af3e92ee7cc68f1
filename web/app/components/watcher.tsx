import { Link } from '@remix-run/react';
import { useNow } from '#web/app/clock.tsx';
import type { Watched } from '#web/app/watch-line.ts';
import { watcherLight } from '#web/app/watcher-light.ts';
import { Dot, Light } from './light.tsx';
import { ClockTime, When } from './when.tsx';

/** Whether anyone is still looking, at the head of every page; leads to what ran last. */
export function Watcher({ watch }: { watch: Watched }) {
  const told = watcherLight(watch, useNow());
  if (told === null) return null;
  const { light, word, then } = told;
  return (
    <Link className="watcher" data-light={light} to={watch.last ? `/ops/runs/${watch.last.runId}` : '/ops/runs'}>
      {light === 'running' ? <Light light={light} /> : <Dot light={light} />}
      <span className="word">{word}</span>
      {then !== '' && (
        <span className="then">
          {typeof then === 'string' ? (
            then
          ) : 'ran' in then ? (
            <>
              ran <When at={then.ran} />
            </>
          ) : (
            <>
              since <ClockTime at={then.since} />
            </>
          )}
        </span>
      )}
    </Link>
  );
}
