import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { filterAddress } from '#web/app/filters.ts';
import type { ShownScope } from '#web/app/table-view.ts';
import { useTurned } from '#web/app/use-turned.ts';
import { wellWords } from '#web/app/well-words.ts';
import { RunGroup } from './group-head.tsx';
import { LightDots } from './light-dots.tsx';
import { Light } from './light.tsx';
import { OutcomeBars } from './outcome-bars.tsx';
import { When } from './when.tsx';

/** A scope as one line: its lights, the worst of its bars; below it what is not well. Run stands beside the summary, for a button within would not be one. */
export function ScopeLine({ scope, disabled, children }: { scope: ShownScope; disabled: boolean; children: ReactNode }) {
  const { folded, groups } = scope;
  const { lights, ring, lastSuccessAt, more } = folded!;
  const rest =
    more === 0 ? null : (
      <p className="rest">
        <Link to={filterAddress({ scope: scope.scope })} discover="none">
          {groups.length === 0 ? `All ${more} checks` : `${more.toLocaleString('en')} more, none of them in trouble`}
        </Link>
      </p>
    );
  return (
    <div className={useTurned(scope.light) ? 'scopewrap turned' : 'scopewrap'} data-verdict={scope.light}>
      <details className="scope" open={groups.length > 0}>
        <summary>
          <Light light={scope.light} />
          <h2>{scope.name}</h2>
          <span className="of">{wellWords(scope)}</span>
          <LightDots lights={lights} />
          <OutcomeBars ring={ring} />
          <span className="when">
            <When at={lastSuccessAt} plain />
          </span>
        </summary>
        {groups.length > 0 && children}
        {rest}
      </details>
      {scope.configured > 0 && <RunGroup name={scope.name} value={scope.scope} disabled={disabled} />}
    </div>
  );
}
