import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { AskedFlash } from '#web/app/components/asked-flash.tsx';
import { Comparisons } from '#web/app/components/comparisons.tsx';
import { RunHead } from '#web/app/components/run-head.tsx';
import { RunTable } from '#web/app/components/run-table.tsx';
import { pageTitle } from '#web/app/page-title.ts';
import { isRunId, readAsked } from '#web/app/read-asked.server.ts';
import { remembered } from '#web/app/remembered.server.ts';
import { runView } from '#web/app/run-view.ts';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: pageTitle(matches, data?.view.headline.replace(/\.$/, '')) },
];

/** One run: what is planned, what is done, what was found. */
export async function loader({ request, params: { id = '' }, context: { services } }: LoaderFunctionArgs) {
  const [run, document, catalogue, asked] = await remembered(services, async (reader) =>
    isRunId(id)
      ? Promise.all([
          reader.runProgress(id),
          reader.runDocument(id, services.workflowUrl),
          reader.checks(),
          readAsked(new URL(request.url), reader),
        ])
      : [null, null, [], null],
  );
  if (!run || !document) throw new Response('There is no such run. It was never opened, or is older than what is kept.', { status: 404 });
  return { view: runView(run, document, catalogue, new Date()), asked };
}

export default function Run() {
  const { view, asked } = useLoaderData<typeof loader>();
  return (
    <>
      <p className="crumb">
        <Link to="/ops/runs">Runs</Link>
      </p>
      <RunHead view={view} />
      {asked && 'trouble' in asked && <AskedFlash asked={asked} away={`/ops/runs/${view.id}`} />}
      <RunTable view={view} />
      <Comparisons comparisons={view.comparisons} />
    </>
  );
}
