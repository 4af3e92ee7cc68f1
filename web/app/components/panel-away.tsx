import { useChanges } from '#web/app/use-changes.ts';
import { LonePage } from './lone-page.tsx';

/** Stands where a page should be that could not be fetched, until it can. */
export function PanelAway({ framed = false }: { framed?: boolean }) {
  useChanges();
  return (
    <LonePage
      heading="The panel does not answer."
      text="Its lights can’t be told meanwhile. This page comes back by itself when the panel does."
      framed={framed}
    />
  );
}

/** Whether a read failed because nobody answered, or something in between did: each browser has its own words for it. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error instanceof TypeError && /fetch|networkerror|load failed/i.test(error.message)) || /decode turbo-stream/.test(error.message);
}
