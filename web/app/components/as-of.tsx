import { useNow, useZone } from '#web/app/clock.tsx';
import { exact } from '#web/app/times.ts';

/** The moment of what stands on the page, for paper. */
export function AsOf() {
  return <p className="asof">Greenlight, as of {exact(useNow(), useZone())}</p>;
}
