import { useNow, useZone } from '#web/app/clock.tsx';
import { exact } from '#web/app/times.ts';

/** The moment of what stands on the page: for paper, and for who has no JavaScript, whose page does not change by itself. */
export function AsOf() {
  const at = exact(useNow(), useZone());
  return (
    <>
      <p className="asof">Greenlight, as of {at}</p>
      <noscript>
        <p className="foot">
          As of {at}; all times here are UTC. This page does not change by itself: <a href="">load it again</a>.
        </p>
      </noscript>
    </>
  );
}
