import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Outlet, useLoaderData, useMatch } from '@remix-run/react';
import { useRef } from 'react';
import { boardOnce } from '#web/app/board-once.server.ts';
import { checksPage } from '#web/app/checks-page.ts';
import { Checks } from '#web/app/components/checks.tsx';
import { Wall } from '#web/app/components/wall.tsx';
import { readFilters } from '#web/app/filters.ts';
import { pageTitle } from '#web/app/page-title.ts';
import { readAsked } from '#web/app/read-asked.server.ts';
import { remembered } from '#web/app/remembered.server.ts';
import { useDrawer } from '#web/app/use-drawer.ts';

export const meta: MetaFunction<typeof loader> = ({ matches }) => [{ title: pageTitle(matches) }];

/** The table of checks and what stands above it. A deep link to one check paints that alone: the table is read once somebody goes there. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const isDocument = request.headers.get('Sec-Fetch-Mode') === 'navigate';
  if (isDocument && url.pathname.startsWith('/ops/checks/')) return null;
  const [board, asked, facts] = await Promise.all([
    boardOnce(context),
    remembered(context.services, (reader) => readAsked(url, reader)),
    remembered(context.services, (reader) => reader.groupFacts()),
  ]);
  return { page: checksPage(board, readFilters(url.searchParams), facts), asked };
}

/** The table, and over it the drawer of one check where it was opened from the table. */
export default function Board() {
  const data = useLoaderData<typeof loader>();
  const check = useMatch('/ops/checks/:name');
  const wasOnTable = useRef(false);
  if (check === null) wasOnTable.current = true;
  const isDrawer = check !== null && wasOnTable.current;
  const drawer = useDrawer(isDrawer ? check.params['name']! : null);
  if (data?.page.wall && check === null) return <Wall wall={data.page.wall} />;
  return (
    <>
      {data && (check === null || isDrawer) && <Checks page={data.page} asked={check === null ? data.asked : null} />}
      <div ref={drawer} className={check === null ? undefined : isDrawer ? 'drawer' : 'single'}>
        <Outlet />
      </div>
    </>
  );
}
