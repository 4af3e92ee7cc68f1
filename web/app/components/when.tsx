import { useNow, useZone } from '#web/app/clock.tsx';
import { ago, clockTime, exact } from '#web/app/times.ts';

/** A moment of the past: how long ago for the eye, exactly for the pointer and for machines. `never` where there is none. */
export function When({ at, otherwise = 'never' }: { at: Date | null; otherwise?: string }) {
  const now = useNow();
  const zone = useZone();
  if (at === null) return <>{otherwise}</>;
  return (
    <time dateTime={at.toISOString()} title={exact(at, zone)}>
      {ago(at, now)}
    </time>
  );
}

/** The same, with the exact moment for whoever listens too. */
export function WhenExactly({ at }: { at: Date | null }) {
  const zone = useZone();
  return (
    <>
      <When at={at} />
      {at && <span className="vh">, {exact(at, zone)}</span>}
    </>
  );
}

/** A moment as a clock shows it: 09:50 of today, 24 Nov 09:50 of another day. */
export function ClockTime({ at }: { at: Date }) {
  const now = useNow();
  const zone = useZone();
  return (
    <time dateTime={at.toISOString()} title={exact(at, zone)}>
      {clockTime(at, now, zone)}
    </time>
  );
}
