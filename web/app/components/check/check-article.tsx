import { checkAddress } from '#web/app/check-query.ts';
import type { CheckView } from '#web/app/check-view.ts';
import { AskedFlash } from '#web/app/components/asked-flash.tsx';
import type { Asked } from '#web/app/read-asked.server.ts';
import { AboutCheck } from './about-check.tsx';
import { ChangedFacts } from './changed-facts.tsx';
import { CheckBar } from './check-bar.tsx';
import { CheckFiles } from './check-files.tsx';
import { CheckHead } from './check-head.tsx';
import { CheckHistory } from './check-history.tsx';
import { CheckProbes } from './check-probes.tsx';
import { CheckSides } from './check-sides.tsx';
import { WhatWasSaid } from './what-was-said.tsx';
import { WhereAndDo } from './where-and-do.tsx';

interface Props {
  view: CheckView;
  /** What became of the button that was pressed before. */
  asked: Asked | null;
  nonce: string;
  /** Why nothing can be asked now. */
  trouble: string | null;
}

/** One check: a page of its own, or a drawer over the table. */
export function CheckArticle({ view, asked, nonce, trouble }: Props) {
  const { row, head, comparison, query, now } = view;
  return (
    <article className="check" data-verdict={row.light} aria-label={row.label}>
      <CheckBar view={view} />
      <div className="body">
        {asked && <AskedFlash asked={asked} away={checkAddress(row.name, query)} />}
        <CheckHead view={view} />
        <WhereAndDo view={view} nonce={nonce} trouble={trouble} />
        {head?.since && <ChangedFacts since={head.since} at={head.at} now={now} />}
        {head && <WhatWasSaid head={head} whom={view.whom} />}
        {head && <CheckFiles files={head.files} />}
        <CheckHistory view={view} />
        {comparison && <CheckSides comparison={comparison} query={query} name={row.name} />}
        <CheckProbes view={view} />
        <AboutCheck view={view} />
      </div>
    </article>
  );
}
