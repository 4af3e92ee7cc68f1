import { randomUUID } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { boardOf } from '#web/app/board.ts';
import { TopBar } from '#web/app/components/top-bar.tsx';
import { remembered } from '#web/app/remembered.server.ts';
import { useChanges } from '#web/app/use-changes.ts';

/** The state of everything, for the head of each page and for the page of checks. */
export async function loader({ context: { services } }: LoaderFunctionArgs) {
  const [overview, temporalTrouble] = await Promise.all([remembered(services, (reader) => reader.overview()), services.temporalTrouble()]);
  return { board: boardOf(overview, temporalTrouble), mode: services.mode, nonce: randomUUID() };
}

export default function Ops() {
  const { board } = useLoaderData<typeof loader>();
  const notLiveSince = useChanges({ lookAgainAt: board.nextStaleAt });
  return (
    <>
      <TopBar light={board.verdict.light} notLiveSince={notLiveSince} />
      <main id="main" className="page">
        <Outlet />
      </main>
    </>
  );
}
