import { isRouteErrorResponse, Link } from '@remix-run/react';
import type { LostCheck } from '#web/app/load-check.server.ts';
import { LonePage } from './lone-page.tsx';
import { isAway, PanelAway } from './panel-away.tsx';

/** What stands where a page should be, in sentences. Framed: below the top bar, which is well. */
export function WhatIsWrong({ error, framed = false }: { error: unknown; framed?: boolean }) {
  if (isAway(error)) return <PanelAway framed={framed} />;
  if (!isRouteErrorResponse(error))
    return (
      <LonePage
        heading="The panel stumbled."
        text="This is a fault of the panel, not of any service. It is written down in the panel’s log."
        framed={framed}
      />
    );
  const { status, data } = error as { status: number; data: unknown };
  if (status === 503)
    return <LonePage heading="The panel can’t read its memory." text={(data as { memory: string }).memory} waiting framed={framed} />;
  if (status === 404) return <LonePage heading="There is no such page." text={<Lost data={data} />} framed={framed} lit={false} />;
  // Remix's own words are for those who write routes.
  if (status === 405 && !isOurs(data))
    return (
      <LonePage heading="Nothing can be sent here." text="This address shows a page and takes no form. Nothing was changed." lit={false} />
    );
  return <LonePage heading="The panel could not do that." text={String(data)} framed={framed} />;
}

function Lost({ data }: { data: unknown }) {
  if (typeof data === 'string') return <>{data || 'The address leads nowhere.'}</>;
  const { sentence, nearest } = data as LostCheck;
  if (nearest === null) return <>{sentence}</>;
  return (
    <>
      {sentence} The nearest is <Link to={`/ops/checks/${nearest}`}>{nearest}</Link>.
    </>
  );
}

/** Remix says why a route takes nothing by an error; ours is a sentence. */
function isOurs(data: unknown): boolean {
  return typeof data === 'string' && !data.startsWith('Error: ');
}
