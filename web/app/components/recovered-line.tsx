import { Link } from '@remix-run/react';
import { useNow } from '#web/app/clock.tsx';
import { checkAddress, type Filters } from '#web/app/filters.ts';
import type { Recovered } from '#web/app/recovered.ts';
import { lasting } from '#web/app/times.ts';
import { ClockTime } from './when.tsx';

const SHOWN = 6;
const HOUR = 3_600_000;

/** What failed lately and is well again: it fades with its age, and does not vanish before a day is over. */
export function RecoveredLine({ recovered, filters }: { recovered: readonly Recovered[]; filters: Filters }) {
  if (recovered.length === 0) return null;
  const [shown, folded] = [recovered.slice(0, SHOWN), recovered.slice(SHOWN)];
  return (
    <div className="recovered">
      <h2>Recovered in the last day</h2>
      <List recovered={shown} filters={filters} />
      {folded.length > 0 && (
        <details>
          <summary>{folded.length} more</summary>
          <List recovered={folded} filters={filters} />
        </details>
      )}
    </div>
  );
}

function List({ recovered, filters }: { recovered: readonly Recovered[]; filters: Filters }) {
  const now = useNow();
  return (
    <ul>
      {recovered.map(({ name, label, beganAt, recoveredAt, failureClass, times }) => (
        <li key={name} data-fresh={now.getTime() - recoveredAt.getTime() < HOUR}>
          <Link to={checkAddress(name, filters)}>
            {label}, {lasting(recoveredAt.getTime() - beganAt.getTime())} at <ClockTime at={beganAt} />
            {failureClass && `, ${failureClass.replaceAll('_', ' ')}`}
            {times > 1 && `, ${times} times`}
          </Link>
        </li>
      ))}
    </ul>
  );
}
