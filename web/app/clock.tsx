import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

const TICK_MS = 10_000;

interface Clock {
  /** The database's time, as far as this page can tell. */
  now: Date;
  /** What the page's clock differs from the database's, in milliseconds; null until the page is alive. */
  aheadMs: number | null;
  /** The zone that times are told in: the reader's own, where the page is alive. */
  zone: string;
}

const ClockContext = createContext<Clock>({ now: new Date(0), aheadMs: null, zone: 'UTC' });

/** Tells everything below it what time it is: `at` where there is no JavaScript, and from there on by the page's own clock. Nobody has to
 * ask the server for ages to move on. */
export function ClockProvider({ at, children }: { at: Date; children: ReactNode }) {
  const [aheadMs, setAheadMs] = useState<number | null>(null);
  const [now, setNow] = useState(at);
  const ms = at.getTime();
  useEffect(() => {
    const ahead = Date.now() - ms;
    setAheadMs(ahead);
    setNow(new Date(ms));
    const ticking = setInterval(() => setNow(new Date(Date.now() - ahead)), TICK_MS);
    return () => clearInterval(ticking);
  }, [ms]);
  const clock = useMemo(
    () => ({ now: now.getTime() > ms ? now : at, aheadMs, zone: aheadMs === null ? 'UTC' : ownZone() }),
    [now, at, ms, aheadMs],
  );
  return <ClockContext.Provider value={clock}>{children}</ClockContext.Provider>;
}

/** The time now, moving every ten seconds. */
export function useNow(): Date {
  return useContext(ClockContext).now;
}

/** The time now, moving every second while `isMoving`; for what is under way. */
export function useSecond(isMoving: boolean): Date {
  const { now, aheadMs } = useContext(ClockContext);
  const [second, setSecond] = useState<Date | null>(null);
  useEffect(() => {
    if (!isMoving || aheadMs === null) return setSecond(null);
    const ticking = setInterval(() => setSecond(new Date(Date.now() - aheadMs)), 1_000);
    return () => clearInterval(ticking);
  }, [isMoving, aheadMs]);
  return second !== null && second > now ? second : now;
}

/** The zone to tell times in: UTC on the server and without JavaScript, then the reader's. */
export function useZone(): string {
  return useContext(ClockContext).zone;
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
