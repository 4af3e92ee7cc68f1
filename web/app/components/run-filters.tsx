import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { LIGHTS } from '#web/app/light-of.ts';
import { ASKED, OUTCOMES, runsAddress, type readRunFilters } from '#web/app/run-filters.ts';
import { Dot } from './light.tsx';

/** The filters of the list, as links: each is an address that can be kept, sent, and opened without JavaScript. */
export function RunFilters({ filters }: { filters: ReturnType<typeof readRunFilters> }) {
  const { asked, outcome } = filters;
  return (
    <nav className="filters" aria-label="Filters">
      <div className="scopes">
        <Chip to={runsAddress({ outcome })} current={asked === null}>
          Whoever asked
        </Chip>
        {Object.entries(ASKED).map(([key, name]) => (
          <Chip key={key} to={runsAddress({ outcome, asked: key as keyof typeof ASKED })} current={asked === key}>
            {name}
          </Chip>
        ))}
      </div>
      <div className="statuses">
        <Chip to={runsAddress({ asked })} current={outcome === null}>
          However it ended
        </Chip>
        {Object.entries(OUTCOMES).map(([key, name]) => (
          <Chip key={key} to={runsAddress({ asked, outcome: key as keyof typeof OUTCOMES })} current={outcome === key}>
            {LIGHTS.filter((light) => light === key).map((light) => (
              <Dot key={light} light={light} />
            ))}
            {name}
          </Chip>
        ))}
      </div>
    </nav>
  );
}

function Chip({ to, current, children }: { to: string; current: boolean; children: ReactNode }) {
  return (
    <Link className="chip" to={to} aria-current={current || undefined} preventScrollReset>
      {children}
    </Link>
  );
}
