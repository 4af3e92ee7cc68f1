import { randomUUID } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { boardOnce } from '#web/app/board-once.server.ts';
import { ClockProvider } from '#web/app/clock.tsx';
import { AsOf } from '#web/app/components/as-of.tsx';
import { Announcer } from '#web/app/components/announcer.tsx';
import { TopBar } from '#web/app/components/top-bar.tsx';
import { watchOnce } from '#web/app/watch-once.server.ts';
import { useChanges } from '#web/app/use-changes.ts';
import { useKeys } from '#web/app/use-keys.ts';

/** What the head of every page needs: the worst light, and when it may change by itself. */
export async function loader({ context }: LoaderFunctionArgs) {
  const [{ now, verdict, nextStaleAt }, watch] = await Promise.all([boardOnce(context), watchOnce(context)]);
  const { light, title, announcement } = verdict;
  return { now, light, title, announcement, nextStaleAt, watch, mode: context.services.mode, nonce: randomUUID() };
}

export default function Ops() {
  const { now, light, announcement, nextStaleAt, watch } = useLoaderData<typeof loader>();
  useChanges({ lookAgain: { at: nextStaleAt, asOf: now } });
  useKeys();
  return (
    <ClockProvider at={now}>
      <TopBar light={light} watch={watch} />
      <Announcer announcement={announcement} />
      <main id="main" className="page">
        <AsOf />
        <Outlet />
      </main>
    </ClockProvider>
  );
}
