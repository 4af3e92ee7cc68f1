import { Link } from '@remix-run/react';
import { useNow, useZone } from '#web/app/clock.tsx';
import { filterAddress } from '#web/app/filters.ts';
import { zoneName } from '#web/app/times.ts';

/** Says in which zone times are told, and where else the checks can be seen. */
export function Foot() {
  const zone = useZone();
  const now = useNow();
  return (
    <p className="foot">
      <span>{zone === 'UTC' ? 'Times are UTC.' : `Times are yours (${zoneName(now, zone)}).`}</span>{' '}
      <Link to="/ops/docs/reading-the-panel">Reading the panel</Link> <Link to={filterAddress({ view: 'wall' })}>Wall view</Link>
    </p>
  );
}
