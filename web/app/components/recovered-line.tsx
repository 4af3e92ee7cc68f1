import { Link } from '@remix-run/react';
import { useNow } from '#web/app/clock.tsx';
import { checkAddress, type Filters } from '#web/app/filters.ts';
import type { ChecksPage } from '#web/app/checks-page.ts';
import type { Recovered } from '#web/app/recovered.ts';
import { lasting } from '#web/app/times.ts';
import { ClockTime } from './when.tsx';

const HOUR = 3_600_000;

interface Props {
  recovered: ChecksPage['recovered'];
  filters: Filters;
}

/** What failed lately and is well again: it fades with its age, and does not vanish before a day is over. */
export function RecoveredLine({ recovered: { shown, more }, filters }: Props) {
  if (shown.length === 0) return null;
  return (
    <div className="recovered">
      <h2>Recovered in the last day</h2>
      <List recovered={shown} filters={filters} />
      {more > 0 && <Link to="/ops/runs?outcome=fail">{more} more, in the runs that failed</Link>}
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
