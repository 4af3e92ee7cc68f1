import { LIGHT_WORDS } from '#web/app/light-of.ts';
import type { ShownGroup, ShownScope } from '#web/app/table-view.ts';
import { Link } from '@remix-run/react';
import { checkAddress, type Filters } from '#web/app/filters.ts';
import { useTurned } from '#web/app/use-turned.ts';
import { Dot, Icon, Light } from './light.tsx';

/** How many are well, in words. */
export function wellWords({ configured, looked, well }: Pick<ShownGroup, 'configured' | 'looked' | 'well'>): string {
  if (configured === 0) return 'not configured';
  if (looked === 0) return 'never run';
  return well === looked ? `${well} well` : `${well} of ${looked} well`;
}

interface Props {
  group: ShownGroup;
  /** The scope is named right above. */
  isInner: boolean;
  filters: Filters;
  disabled: boolean;
}

/** The head of a provider's checks, or of a scope's that has no providers. */
export function GroupHead({ group, isInner, filters, disabled }: Props) {
  return (
    <tr className={useTurned(group.light) ? 'head turned' : 'head'} data-inner={isInner || undefined} data-verdict={group.light} role="row">
      <th scope="rowgroup" role="rowheader" colSpan={8}>
        <div>
          <Light light={group.light} />
          <h2>{isInner ? group.name.split(' · ').at(-1) : group.name}</h2>
          <span className="of">{wellWords(group)}</span>
          {group.beside.map(({ light, name, fact, check }) => (
            <Link key={name} className="fact" to={checkAddress(check, filters)} preventScrollReset>
              <Dot light={light} />
              <b>
                {name}
                <span className="vh">, {LIGHT_WORDS[light]}</span>
              </b>{' '}
              {fact && <span>{fact}</span>}
            </Link>
          ))}
          {group.configured > 0 && <RunGroup name={group.name} value={group.key} disabled={disabled} />}
        </div>
      </th>
    </tr>
  );
}

/** The head of a scope that has several providers. */
export function ScopeHead({ scope, disabled }: { scope: ShownScope; disabled: boolean }) {
  return (
    <tr className={useTurned(scope.light) ? 'head scope-head turned' : 'head scope-head'} data-verdict={scope.light} role="row">
      <th scope="rowgroup" role="rowheader" colSpan={8}>
        <div>
          <Light light={scope.light} />
          <h2>{scope.name}</h2>
          <span className="of">{wellWords(scope)}</span>
          {scope.configured > 0 && <RunGroup name={scope.name} value={scope.scope} disabled={disabled} />}
        </div>
      </th>
    </tr>
  );
}

/** Runs a scope, or a provider of it. */
export function RunGroup({ name, value, disabled }: { name: string; value: string; disabled: boolean }) {
  return (
    <button
      className="quiet text"
      form="ask"
      name="group"
      value={value}
      disabled={disabled}
      aria-describedby={disabled ? 'why-not' : undefined}
      aria-label={`Run ${name} now`}
    >
      <Icon name="play" />
      Run
    </button>
  );
}
