import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { checkAddress, toggled, TRIGGERS, type CheckQuery } from '#web/app/check-query.ts';
import { LIGHT_WORDS } from '#web/app/light-of.ts';
import type { Trigger } from '#workflows/core/run.ts';
import { STATUSES } from '#workflows/core/status.ts';
import { Tabs } from './tabs.tsx';

const ASKERS: Record<Trigger, string> = {
  scheduler: 'Schedule',
  auto_boot: 'Start-up',
  confirm: 'Second look',
  ops_ui: 'Panel',
  manual: 'Command line',
  api: 'API',
};

/** Which probes to list: links that put an outcome or an asker in, or take it out. Open where something is chosen. */
export function ProbeFilters({ name, query }: { name: string; query: CheckQuery }) {
  const { outcomes, askers } = query;
  const chosen = [...outcomes.map((outcome) => LIGHT_WORDS[outcome]), ...askers.map((asker) => ASKERS[asker])];
  return (
    <details className="sift" open={chosen.length > 0}>
      <summary>{chosen.length > 0 ? `Only: ${chosen.join(', ')}` : 'Filter'}</summary>
      <dl>
        <dt>Outcome</dt>
        <dd>
          <Tabs label="Outcome">
            <Choice to={checkAddress(name, query, { outcomes: [] })} isOn={outcomes.length === 0}>
              Any
            </Choice>
            {STATUSES.map((status) => (
              <Choice key={status} to={checkAddress(name, query, { outcomes: toggled(outcomes, status) })} isOn={outcomes.includes(status)}>
                {LIGHT_WORDS[status]}
              </Choice>
            ))}
          </Tabs>
        </dd>
        <dt>Asked by</dt>
        <dd>
          <Tabs label="Asked by">
            <Choice to={checkAddress(name, query, { askers: [] })} isOn={askers.length === 0}>
              Anybody
            </Choice>
            {TRIGGERS.map((trigger) => (
              <Choice key={trigger} to={checkAddress(name, query, { askers: toggled(askers, trigger) })} isOn={askers.includes(trigger)}>
                {ASKERS[trigger]}
              </Choice>
            ))}
          </Tabs>
        </dd>
      </dl>
    </details>
  );
}

function Choice({ to, isOn, children }: { to: string; isOn: boolean; children: ReactNode }) {
  return (
    <Link preventScrollReset to={to} aria-current={isOn || undefined}>
      {children}
    </Link>
  );
}
