import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useRouteError, useRouteLoaderData, useSearchParams } from '@remix-run/react';
import { useSecond } from '#web/app/clock.tsx';
import { AskedFlash } from '#web/app/components/asked-flash.tsx';
import { Comparisons } from '#web/app/components/comparisons.tsx';
import { RunHead } from '#web/app/components/run-head.tsx';
import { RunTable } from '#web/app/components/run-table.tsx';
import { RunTimeline } from '#web/app/components/run-timeline.tsx';
import { WhatIsWrong } from '#web/app/components/what-is-wrong.tsx';
import { lostOr, pageTitle } from '#web/app/page-title.ts';
import { isRunId, readAsked } from '#web/app/read-asked.server.ts';
import { remembered } from '#web/app/remembered.server.ts';
import { readOutcome, runView } from '#web/app/run-view.ts';
import type { loader as opsLoader } from './ops.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, error, matches }) => [
  { title: pageTitle(matches, lostOr(error, data?.view.headline.replace(/\.$/, ''))) },
];

/** One run: what is planned, what is done, what was found. */
export async function loader({ request, params: { id = '' }, context: { services } }: LoaderFunctionArgs) {
  const [run, document, catalogue, asked] = await remembered(services, async (reader) =>
    isRunId(id)
      ? Promise.all([
          reader.runTimeline(id),
          reader.runDocument(id, services.workflowUrl),
          reader.checks(),
          readAsked(new URL(request.url), reader),
        ])
      : [null, null, [], null],
  );
  if (!run || !document) throw new Response('There is no such run. It was never opened, or is older than what is kept.', { status: 404 });
  return { view: runView(run, document, catalogue), asked };
}

export default function Run() {
  const { view, asked } = useLoaderData<typeof loader>();
  const { temporalTrouble, nonce } = useRouteLoaderData<typeof opsLoader>('routes/ops')!;
  const outcome = readOutcome(useSearchParams()[0]);
  const clock = useSecond(view.open);
  // What was just read is never of the future.
  const now = clock > view.now ? clock : view.now;
  const rows = outcome === null ? view.rows : view.rows.filter(({ lit }) => lit === outcome);
  const here = `/ops/runs/${view.id}`;
  return (
    <>
      <RunHead view={view} now={now} nonce={nonce} outcome={outcome} disabled={temporalTrouble !== null} />
      {asked && <AskedFlash asked={asked} away={here} />}
      {rows.length > 0 ? (
        <>
          <section aria-labelledby="timeline">
            <h2 className="vh" id="timeline">
              Timeline
            </h2>
            <RunTimeline view={view} rows={rows} now={now} />
          </section>
          <section className="what-was-found" aria-labelledby="found">
            <h2 id="found">What was found</h2>
            <RunTable rows={rows} whole={`${here}.json`} />
          </section>
        </>
      ) : (
        <p className="empty">
          No check of this run is like that. <Link to={here}>Show all {view.rows.length}</Link>
        </p>
      )}
      <Comparisons comparisons={view.comparisons} />
    </>
  );
}

export function ErrorBoundary() {
  return <WhatIsWrong error={useRouteError()} framed />;
}
