import { Link, useLocation, useRouteLoaderData } from '@remix-run/react';
import type { ChecksPage } from '#web/app/checks-page.ts';
import { filterAddress } from '#web/app/filters.ts';
import type { Asked } from '#web/app/read-asked.server.ts';
import type { loader as opsLoader } from '#web/app/routes/ops.tsx';
import { AskedFlash } from './asked-flash.tsx';
import { CheckFilters } from './check-filters.tsx';
import { CheckTable } from './check-table.tsx';
import { Foot } from './foot.tsx';
import { ProblemCard } from './problem-card.tsx';
import { RunMenu } from './run-menu.tsx';
import { SetupList } from './setup-list.tsx';
import { VerdictHead } from './verdict-head.tsx';

/** The page of checks: verdict, problems, filters, table. */
export function Checks({ page, asked }: { page: ChecksPage; asked: Asked | null }) {
  const { nonce } = useRouteLoaderData<typeof opsLoader>('routes/ops')!;
  const { filters, table } = page;
  const here = filterAddress(filters);
  const disabled = page.temporalTrouble !== null;
  return (
    <>
      <VerdictHead page={page}>
        <RunMenu key={useLocation().key} page={page} nonce={nonce} back={here} />
      </VerdictHead>
      {asked && <AskedFlash asked={asked} away={here} />}
      <section className="attention" aria-label="Needs attention">
        {page.problems.map((row, index) => (
          <ProblemCard key={row.name} row={row} nonce={nonce} back={here} disabled={disabled} first={index === 0 && row.light === 'fail'} />
        ))}
      </section>
      {page.setup ? <SetupList setup={page.setup} /> : <CheckFilters page={page} />}
      {page.setup ? null : table.length > 0 ? (
        <CheckTable table={table} filters={filters} nonce={nonce} back={here} disabled={disabled} />
      ) : (
        <p className="empty">
          {filters.status === 'fail' && !filters.q ? 'No check is failing.' : 'No check is like that.'}{' '}
          <Link to={filterAddress({})}>Show all {page.total}</Link>
        </p>
      )}
      <Foot />
    </>
  );
}
