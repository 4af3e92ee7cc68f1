import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteLoaderData, useSearchParams, type ShouldRevalidateFunction } from '@remix-run/react';
import { backTo } from '#web/app/ask-form.ts';
import { backFrom } from '#web/app/back-from.ts';
import { BrokenNow } from '#web/app/components/broken-now.tsx';
import { FaultList } from '#web/app/components/fault-list.tsx';
import { SandboxForm } from '#web/app/components/sandbox-form.tsx';
import { readForm } from '#web/app/read-form.server.ts';
import type { loader as rootLoader } from '#web/app/root.tsx';
import type { SandboxControl } from '#web/app/sandbox-control.server.ts';
import type { OfferedFault } from '#web/app/sandbox-fault.ts';
import type { Services } from '#web/app/services.server.ts';
import { workSandbox } from '#web/app/work-sandbox.server.ts';

export const meta: MetaFunction = () => [{ title: 'Break something – Greenlight sandbox' }];

/** Everything that can be broken; null where the sandbox does not answer. */
export async function loader({ context: { services } }: LoaderFunctionArgs): Promise<{ faults: OfferedFault[] | null }> {
  const faults = await sandboxOf(services)
    .faults()
    .catch(() => null);
  return { faults: faults && faults.map(({ id, title, does, group, wire, featured }) => ({ id, title, does, group, wire, featured })) };
}

/** Breaks or heals, has the doctor look, and leads back to where the button was. */
export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const sandbox = sandboxOf(services);
  const form = await readForm(request);
  const back = new URL(backFrom(new URL(backTo(form), 'http://panel')), 'http://panel');
  for (const [name, value] of Object.entries(await workSandbox(services, sandbox, form))) back.searchParams.set(name, value);
  return redirect(back.pathname + back.search, 303);
}

/** What can be broken stays the same; what is broken comes with the frame. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }) =>
  defaultShouldRevalidate && (formMethod !== undefined || currentUrl.href !== nextUrl.href);

export default function Sandbox() {
  const { faults } = useLoaderData<typeof loader>();
  const broken = useRouteLoaderData<typeof rootLoader>('root')?.sandbox?.broken ?? [];
  return (
    <>
      <header className="verdict slim">
        <div className="say">
          <h1>Break something</h1>
          <p>Each of these makes a pretend provider ill, as the real one has been or could be. Break one and watch the doctor find it.</p>
        </div>
      </header>
      {faults === null ? (
        <p className="empty">
          The sandbox does not answer. “npm start” brings it up again by itself; then <a href="/ops/sandbox">load this page again</a>.
        </p>
      ) : (
        <div className="faultpage">
          <SandboxForm className="surprise">
            <button className="button" name="surprise" value="yes">
              Surprise me
            </button>
          </SandboxForm>
          <BrokenNow broken={broken} />
          <FaultList faults={faults} broken={broken} search={useSearchParams()[0].get('q') ?? ''} />
        </div>
      )}
    </>
  );
}

/** In live mode there is no such page. */
function sandboxOf({ sandbox }: Services): SandboxControl {
  if (sandbox === null) throw new Response('The address leads nowhere.', { status: 404 });
  return sandbox;
}
