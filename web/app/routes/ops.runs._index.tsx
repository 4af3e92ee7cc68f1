import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { backTo, readAskForm } from '#web/app/ask-form.ts';
import { RunList } from '#web/app/components/run-list.tsx';
import { askDoctor } from '#web/app/ask-doctor.server.ts';
import { pageTitle } from '#web/app/page-title.ts';
import { readForm } from '#web/app/read-form.server.ts';
import { remembered } from '#web/app/remembered.server.ts';

export const meta: MetaFunction = ({ matches }) => [{ title: pageTitle(matches, 'Runs') }];

/** The newest runs. */
export async function loader({ context: { services } }: LoaderFunctionArgs) {
  return { now: new Date(), runs: await remembered(services, (reader) => reader.recentRuns(50)) };
}

/** Asks for a run and leads back to where the button was; what became of it stands in that address. */
export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const form = await readForm(request);
  const read = readAskForm(form, await remembered(services, (reader) => reader.checks()));
  if ('refusal' in read) throw new Response(read.refusal, { status: 422, statusText: 'Unprocessable' });
  const back = new URL(backTo(form), 'http://panel');
  for (const [name, value] of Object.entries(await askDoctor(services.doctor, read.request))) back.searchParams.set(name, value);
  return redirect(back.pathname + back.search, 303);
}

export default function Runs() {
  const { runs } = useLoaderData<typeof loader>();
  return (
    <>
      <header className="verdict slim">
        <div className="say">
          <h1>Runs</h1>
          <p>Every time somebody, or the clock, asked the doctor to look. The newest {runs.length === 50 ? 50 : ''} first.</p>
        </div>
      </header>
      {runs.length > 0 ? (
        <RunList runs={runs} />
      ) : (
        <p className="empty">
          Nothing has run yet. <Link to="/ops">To the checks</Link>
        </p>
      )}
    </>
  );
}
