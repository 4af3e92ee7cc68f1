import { Form, Link, useLocation, useRouteLoaderData } from '@remix-run/react';
import type { ChecksPage } from '#web/app/checks-page.ts';
import { filterAddress } from '#web/app/filters.ts';
import type { Asked } from '#web/app/read-asked.server.ts';
import type { loader as opsLoader } from '#web/app/routes/ops.tsx';
import { AskedFlash } from './asked-flash.tsx';
import { CheckFilters } from './check-filters.tsx';
import { CheckTable } from './check-table.tsx';
import { Foot } from './foot.tsx';
import { ProblemCard } from './problem-card.tsx';
import { RecoveredLine } from './recovered-line.tsx';
import { RunMenu } from './run-menu.tsx';
import { SetupList } from './setup-list.tsx';
import { VerdictHead } from './verdict-head.tsx';

/** The page of checks: verdict, problems, filters, table. */
export function Checks({ page, asked }: { page: ChecksPage; asked: Asked | null }) {
  const { nonce, watch } = useRouteLoaderData<typeof opsLoader>('routes/ops')!;
  const { filters, table } = page;
  const here = filterAddress(filters);
  const disabled = page.temporalTrouble !== null;
  return (
    <>
      <VerdictHead page={page} watch={watch}>
        <RunMenu key={useLocation().key} page={page} nonce={nonce} back={here} />
      </VerdictHead>
      {/* One form for all Run buttons below: one for each would double the page. */}
      <Form method="post" action="/ops/runs" id="ask" preventScrollReset>
        <input type="hidden" name="nonce" value={nonce} />
        <input type="hidden" name="back" value={here} />
      </Form>
      {asked && <AskedFlash asked={asked} away={here} />}
      <section className="attention" aria-label="Needs attention">
        {page.problems.map((cause, index) => (
          <ProblemCard
            key={cause.checks[0]!.name}
            cause={cause}
            filters={filters}
            disabled={disabled}
            first={index === 0 && cause.light === 'fail'}
          />
        ))}
        <RecoveredLine recovered={page.recovered} filters={filters} />
      </section>
      {page.setup ? <SetupList setup={page.setup} /> : <CheckFilters page={page} />}
      {page.setup ? null : table.length > 0 ? (
        <CheckTable table={table} filters={filters} disabled={disabled} />
      ) : (
        <p className="empty">
          {filters.status === 'fail' && page.counts.fail === 0 ? 'No check is failing.' : 'No check is like that.'}{' '}
          <Link to={filterAddress({})}>Show all {page.total}</Link>
        </p>
      )}
      <Foot />
    </>
  );
}
