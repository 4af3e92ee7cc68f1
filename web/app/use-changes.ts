import { useNavigation, useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { followChanges } from './follow-changes.ts';

/** Reads the page's data again whenever the server says that something changed, when `lookAgainAt` comes, and every `everyMs` so that
 * ages move on. Returns since when the page has not been live, null while it is. */
export function useChanges({ lookAgainAt = null, everyMs = 10_000 }: { lookAgainAt?: Date | null; everyMs?: number } = {}): Date | null {
  const look = useOneLookAtATime();
  const [lostAt, setLostAt] = useState<Date | null>(null);
  useEffect(() => {
    const stop = followChanges({ onChange: look, onLive: (live) => setLostAt((before) => (live ? null : (before ?? new Date()))) });
    const ticking = setInterval(look, everyMs);
    return () => {
      stop();
      clearInterval(ticking);
    };
  }, [everyMs, look]);
  const at = lookAgainAt?.getTime() ?? null;
  useEffect(() => {
    // Longer waits don't fit into a timer; the ticking looks after them.
    if (at === null || at - Date.now() > 86_400_000) return;
    const timer = setTimeout(look, Math.max(1_000, at - Date.now() + 500));
    return () => clearTimeout(timer);
  }, [at, look]);
  return lostAt;
}

/** Reads again, or, while something is being read already, as soon as that is done: a second read would abort the first one, which the
 * browser reports as an error. A hidden page reads nothing. */
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
    if (document.hidden) return;
    if (now.isBusy) now.isWanted = true;
    else {
      // Two words in one breath come before the state has changed.
      now.isBusy = true;
      void now.revalidate();
    }
  }, []);
}
