import type { Page } from 'playwright-core';

/** When the page first showed anything, in milliseconds from its request. */
export function paintedAt(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const [paint] = list.getEntriesByName('first-contentful-paint');
          if (paint) resolve(paint.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
}

/** How much of the page has jumped since it was opened, by the browser's own count; 0 is nothing. */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) sum += entry.value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // A few frames later what has just been read is shown, and all that was noted has been told.
        const later = (frames: number): void => void requestAnimationFrame(() => (frames === 0 ? resolve(sum) : later(frames - 1)));
        later(10);
      }),
  );
}
