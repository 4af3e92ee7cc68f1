import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { backTo, readAskForm } from '#web/app/ask-form.ts';
import { useNow } from '#web/app/clock.tsx';
import { RunFilters } from '#web/app/components/run-filters.tsx';
import { RunList } from '#web/app/components/run-list.tsx';
import { askDoctor } from '#web/app/ask-doctor.server.ts';
import { notOkOf } from '#web/app/not-ok-of.ts';
import { pageTitle } from '#web/app/page-title.ts';
import { isRunId } from '#web/app/read-asked.server.ts';
import { readForm } from '#web/app/read-form.server.ts';
import { remembered } from '#web/app/remembered.server.ts';
import { readRunFilters, runsAddress } from '#web/app/run-filters.ts';
import type { Services } from '#web/app/services.server.ts';

const A_PAGE = 50;

export const meta: MetaFunction = ({ matches }) => [{ title: pageTitle(matches, 'Runs') }];

/** A page of runs. */
export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const filters = readRunFilters(new URL(request.url).searchParams);
  return { filters, ...(await remembered(services, (reader) => reader.runs({ ...filters, limit: A_PAGE }))) };
}

/** Asks for a run and leads back to where the button was; what became of it stands in that address. */
export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const form = await readForm(request);
  const read = await remembered(services, async (reader) => readAskForm(form, await reader.checks(), await againOf(form, reader)));
  if ('refusal' in read) throw new Response(read.refusal, { status: 422, statusText: 'Unprocessable' });
  const back = new URL(backTo(form), 'http://panel');
  for (const [name, value] of Object.entries(await askDoctor(services, read.request))) back.searchParams.set(name, value);
  return redirect(back.pathname + back.search, 303);
}

/** What was not well in the run that the form names; null where it names none, or one that is not kept. */
async function againOf(form: FormData, reader: Services['reader']): Promise<string[] | null> {
  const id = form.get('run');
  const run = typeof id === 'string' && isRunId(id) ? await reader.runProgress(id) : null;
  return run && notOkOf(run);
}

export default function Runs() {
  const { filters, runs, older } = useLoaderData<typeof loader>();
  const now = useNow();
  const isNarrowed = filters.asked !== null || filters.outcome !== null;
  return (
    <>
      <header className="verdict slim">
        <div className="say">
          <h1>Runs</h1>
          <p>Every time somebody, or the clock, asked the doctor to look. The newest first.</p>
        </div>
      </header>
      {(runs.length > 0 || isNarrowed || filters.before) && <RunFilters filters={filters} />}
      {runs.length > 0 ? (
        <RunList runs={runs} now={now} />
      ) : isNarrowed || filters.before ? (
        <p className="empty">
          No run is like that. <Link to="/ops/runs">Show all</Link>
        </p>
      ) : (
        <p className="empty">
          Nothing has run yet. <Link to="/ops">To the checks</Link>
        </p>
      )}
      {(older || filters.before) && (
        <nav className="pages" aria-label="Pages">
          {filters.before && <Link to={runsAddress({ ...filters, before: null })}>The newest</Link>}
          {older && (
            <Link to={runsAddress({ ...filters, before: older })} rel="next">
              Older
            </Link>
          )}
        </nav>
      )}
    </>
  );
}
