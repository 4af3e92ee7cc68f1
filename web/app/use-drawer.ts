import { useEffect, useRef, type RefObject } from 'react';

/** Moves the focus to the heading of the check that the drawer shows, and back to the row it was opened from when it closes. There is no
 * scrim: the table stays usable. `name` is the check's, null while nothing is open. */
export function useDrawer(name: string | null): RefObject<HTMLDivElement> {
  const drawer = useRef<HTMLDivElement>(null);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const before = shown.current;
    shown.current = name;
    if (name === before) return;
    if (name !== null) return focusHeading(drawer.current);
    // Whoever closed it by going elsewhere on the page has the focus there already.
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    document.getElementById(before!)?.querySelector<HTMLElement>('th a')?.focus();
  }, [name]);
  return drawer;
}

function focusHeading(drawer: HTMLElement | null): void {
  const heading = drawer?.querySelector('h1');
  if (!drawer || !heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  drawer.scrollTop = 0;
}
