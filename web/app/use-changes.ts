import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { followChanges } from './follow-changes.ts';

/** Reads the page's data again whenever the server says that something changed, when `lookAgainAt` comes, and every `everyMs` so that
 * ages move on. Returns since when the page has not been live, null while it is. */
export function useChanges({ lookAgainAt = null, everyMs = 10_000 }: { lookAgainAt?: Date | null; everyMs?: number } = {}): Date | null {
  const { revalidate } = useRevalidator();
  const [lostAt, setLostAt] = useState<Date | null>(null);
  const latest = useRef(revalidate);
  useEffect(() => {
    latest.current = revalidate;
  });
  useEffect(() => {
    const look = (): void => {
      if (!document.hidden) void latest.current();
    };
    const stop = followChanges({ onChange: look, onLive: (live) => setLostAt((before) => (live ? null : (before ?? new Date()))) });
    const ticking = setInterval(look, everyMs);
    return () => {
      stop();
      clearInterval(ticking);
    };
  }, [everyMs]);
  const at = lookAgainAt?.getTime() ?? null;
  useEffect(() => {
    // Longer waits don't fit into a timer; the ticking looks after them.
    if (at === null || at - Date.now() > 86_400_000) return;
    const timer = setTimeout(() => void latest.current(), Math.max(1_000, at - Date.now() + 500));
    return () => clearTimeout(timer);
  }, [at]);
  return lostAt;
}
