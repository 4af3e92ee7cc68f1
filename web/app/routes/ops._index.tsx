import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useLocation, useRouteLoaderData, useSearchParams } from '@remix-run/react';
import { AskedFlash } from '#web/app/components/asked-flash.tsx';
import { CheckFilters } from '#web/app/components/check-filters.tsx';
import { CheckTable } from '#web/app/components/check-table.tsx';
import { ProblemCard } from '#web/app/components/problem-card.tsx';
import { RunMenu } from '#web/app/components/run-menu.tsx';
import { VerdictHead } from '#web/app/components/verdict-head.tsx';
import { filterAddress, filtered, readFilters } from '#web/app/filters.ts';
import { readAsked } from '#web/app/read-asked.server.ts';
import { remembered } from '#web/app/remembered.server.ts';
import type { loader as opsLoader } from './ops.tsx';

export const meta: MetaFunction<typeof loader, { 'routes/ops': typeof opsLoader }> = ({ matches }) => {
  const ops = matches.find(({ id }) => id === 'routes/ops')?.data;
  return [{ title: ops ? `${ops.board.verdict.title} – Greenlight${ops.mode === 'sandbox' ? ' sandbox' : ''}` : 'Greenlight' }];
};

/** What became of the button pressed before; the checks themselves come with the frame. */
export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  return { asked: await remembered(services, (reader) => readAsked(new URL(request.url), reader)) };
}

export default function Checks() {
  const { board, nonce } = useRouteLoaderData<typeof opsLoader>('routes/ops')!;
  const { asked } = useLoaderData<typeof loader>();
  const filters = readFilters(useSearchParams()[0]);
  const here = filterAddress(filters);
  const groups = filtered(board, filters);
  const problems = filtered(board, { ...filters, status: null }).flatMap(({ rows }) => rows);
  const disabled = board.temporalTrouble !== null;
  return (
    <>
      <VerdictHead board={board}>
        <RunMenu key={useLocation().key} board={board} nonce={nonce} back={here} />
      </VerdictHead>
      {asked && <AskedFlash asked={asked} away={here} />}
      <section className="attention" aria-label="Needs attention">
        {(['fail', 'unknown', 'warn'] as const)
          .flatMap((light) => problems.filter((row) => row.light === light && row.configured))
          .map((row, index) => (
            <ProblemCard
              key={row.name}
              row={row}
              now={board.now}
              nonce={nonce}
              back={here}
              disabled={disabled}
              first={index === 0 && row.light === 'fail'}
            />
          ))}
      </section>
      <CheckFilters board={board} filters={filters} />
      {groups.length > 0 ? (
        <CheckTable groups={groups} now={board.now} nonce={nonce} back={here} disabled={disabled} />
      ) : (
        <p className="empty">
          No check is like that. <Link to="/ops">Show all {board.total}</Link>
        </p>
      )}
      <p className="foot">Times are told from the database’s clock; hover one for the exact moment.</p>
    </>
  );
}
