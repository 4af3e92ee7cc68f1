import { useNavigation, useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';
import { followChanges } from './follow-changes.ts';
import { isLive, setLiveness } from './freshness.ts';
import { waitUntil } from './wait-until.ts';

interface Options {
  /** When the page must be read again though nobody says so, and the time at which that was known, both by the database's clock. */
  lookAgain?: { at: Date | null; asOf: Date };
  /** For a page that waits for something of which nobody tells. */
  everyMs?: number;
}

/** Reads the page's data again whenever the server says that something changed, and when `lookAgain.at` comes. */
export function useChanges({ lookAgain, everyMs }: Options = {}): void {
  const look = useOneLookAtATime();
  useEffect(() => followChanges({ onChange: look, onLiveness: setLiveness }), [look]);
  const [at, asOf] = [lookAgain?.at?.getTime(), lookAgain?.asOf.getTime()];
  useEffect(() => {
    if (at === undefined || asOf === undefined) return;
    return waitUntil(Math.max(1_000, at - asOf + 500), look);
  }, [at, asOf, look]);
  useEffect(() => {
    if (everyMs === undefined) return;
    const ticking = setInterval(look, everyMs);
    return () => clearInterval(ticking);
  }, [everyMs, look]);
}

/** Reads again, or, while something is being read already, as soon as that is done: a second read would abort the first one, which the
 * browser reports as an error. A page that is hidden or cut off reads nothing: it looks when it is seen again, or live. */
function useOneLookAtATime(): () => void {
  const { revalidate, state } = useRevalidator();
  const isBusy = useNavigation().state !== 'idle' || state !== 'idle';
  const latest = useRef({ revalidate, isBusy, isWanted: false });
  useEffect(() => {
    latest.current.revalidate = revalidate;
    latest.current.isBusy = isBusy;
    if (isBusy || !latest.current.isWanted) return;
    latest.current.isWanted = false;
    void revalidate();
  });
  return useCallback(() => {
    const now = latest.current;
    if (document.hidden || !isLive()) return;
    if (now.isBusy) now.isWanted = true;
    else {
      // Two words in one breath come before the state has changed.
      now.isBusy = true;
      void now.revalidate();
    }
  }, []);
}
