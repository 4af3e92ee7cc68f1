import { useHydrated } from './use-hydrated.ts';
import { useZone } from '#web/app/clock.tsx';
import { exact } from '#web/app/times.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment by the clock: of today its time, of other days with the date. In the reader's zone once the page is alive, else in UTC. */
export function Moment({ at, now, seconds = false }: { at: Date; now: Date; seconds?: boolean }) {
  const zone = useZone();
  const offset = useHydrated() ? at.getTimezoneOffset() : 0;
  const here = (date: Date): Date => new Date(date.getTime() - offset * 60_000);
  const there = here(at).toISOString();
  const time = there.slice(11, seconds ? 19 : 16);
  const isToday = there.slice(0, 10) === here(now).toISOString().slice(0, 10);
  return (
    <time dateTime={at.toISOString()} title={exact(at, zone)}>
      {isToday ? time : `${Number(there.slice(8, 10))} ${MONTHS[Number(there.slice(5, 7)) - 1]} ${time}`}
    </time>
  );
}
