import { Link } from '@remix-run/react';
import type { Board } from '#web/app/board.ts';
import { filterAddress, notWell, type Filters } from '#web/app/filters.ts';
import { LIGHT_WORDS, LIGHTS } from '#web/app/light-of.ts';
import { providerName, scopeName } from '#web/app/names.ts';
import { Dot } from './light.tsx';

/** The filters, as links: each is an address that can be kept, sent, and opened without JavaScript. */
export function CheckFilters({ board, filters }: { board: Board; filters: Filters }) {
  const { status } = filters;
  const scopes = [...new Set(board.groups.map(({ scope }) => scope))];
  const unwell = notWell(board.counts);
  return (
    <nav className="filters" aria-label="Filters">
      <div className="scopes">
        <Chip to={filterAddress({ status })} current={filters.scope === null}>
          All <b>{board.total}</b>
        </Chip>
        {scopes.map((scope) => {
          const groups = board.groups.filter((group) => group.scope === scope);
          return (
            <span className="chipset" key={scope}>
              {groups.some(({ provider }) => provider !== null) && (
                <Chip to={filterAddress({ scope, status })} current={filters.scope === scope && filters.provider === null} first>
                  {scopeName(scope)}
                </Chip>
              )}
              {groups.map(({ key, provider, rows }) => (
                <Chip
                  key={key}
                  to={filterAddress({ scope, provider, status })}
                  current={filters.scope === scope && filters.provider === provider}
                >
                  {provider === null ? scopeName(scope) : providerName(provider)}
                  <span className="lights">
                    {rows.slice(0, 12).map((row) => (
                      <Dot key={row.name} light={row.light} />
                    ))}
                  </span>
                </Chip>
              ))}
            </span>
          );
        })}
      </div>
      <div className="statuses">
        {unwell > 0 && (
          <Chip to={filterAddress({ ...filters, status: 'notwell' })} current={status === 'notwell'}>
            Not well <b>{unwell}</b>
          </Chip>
        )}
        {LIGHTS.filter((light) => board.counts[light] > 0).map((light) => (
          <Chip key={light} to={filterAddress({ ...filters, status: light })} current={status === light}>
            <Dot light={light} />
            {LIGHT_WORDS[light]} <b>{board.counts[light]}</b>
          </Chip>
        ))}
        {status !== null && (
          <Link className="reset" to={filterAddress({ ...filters, status: null })}>
            Every status
          </Link>
        )}
      </div>
    </nav>
  );
}

function Chip({ to, current, first = false, children }: { to: string; current: boolean; first?: boolean; children: React.ReactNode }) {
  return (
    <Link className={first ? 'chip first' : 'chip'} to={to} aria-current={current || undefined} preventScrollReset>
      {children}
    </Link>
  );
}
