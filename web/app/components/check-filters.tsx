import { Form, Link, useSubmit } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { ChecksPage } from '#web/app/checks-page.ts';
import { filterAddress } from '#web/app/filters.ts';
import { LIGHT_WORDS, LIGHTS } from '#web/app/light-of.ts';
import { counted } from '#web/app/said.ts';
import { LightDots } from './light-dots.tsx';
import { Dot } from './light.tsx';

const TYPED_MS = 200;

/** The filters, as links and one field: each is an address that can be kept, sent, and opened without JavaScript. */
export function CheckFilters({ page }: { page: ChecksPage }) {
  const { filters, passing, chips, total } = page;
  const { scope, provider, status } = filters;
  return (
    <search className="filters">
      {chips && (
        <nav className="scopes" aria-label="Scopes">
          <Chip to={filterAddress({ ...filters, scope: null, provider: null })} current={scope === null && provider === null}>
            All <b>{total}</b>
          </Chip>
          {chips.map((one) => (
            <span className="chipset" key={one.scope}>
              {one.chips.some((chip) => chip.provider !== null) && (
                <Chip
                  to={filterAddress({ ...filters, scope: one.scope, provider: null })}
                  current={scope === one.scope && provider === null}
                  first
                >
                  {one.name}
                </Chip>
              )}
              {one.chips.map((chip) => (
                <Chip
                  key={chip.name}
                  to={filterAddress({ ...filters, scope: one.scope, provider: chip.provider })}
                  current={scope === one.scope && provider === chip.provider}
                >
                  {chip.name}
                  <span className="vh">, {chip.words}</span>
                  <LightDots lights={chip.lights} />
                </Chip>
              ))}
            </span>
          ))}
        </nav>
      )}
      <div className="statuses">
        <nav className="statuses" aria-label="Lights">
          {chips === null && (
            <Chip to={filterAddress({ ...filters, scope: null, provider: null, status: null })} current={scope === null && status === null}>
              All <b>{total.toLocaleString('en')}</b>
            </Chip>
          )}
          {passing.notwell > 0 && (
            <Chip to={filterAddress({ ...filters, status: 'notwell' })} current={status === 'notwell'}>
              Not well <b>{passing.notwell}</b>
            </Chip>
          )}
          {LIGHTS.filter((light) => passing[light] > 0 || light === status).map((light) => (
            <Chip key={light} to={filterAddress({ ...filters, status: light })} current={status === light}>
              <Dot light={light} />
              {LIGHT_WORDS[light]} <b>{passing[light]}</b>
            </Chip>
          ))}
          {status !== null && (
            <Link className="reset" to={filterAddress({ ...filters, status: null })} preventScrollReset>
              Every light
            </Link>
          )}
        </nav>
        <Search page={page} />
      </div>
    </search>
  );
}

/** A field that looks as one types; without JavaScript, with Enter. */
function Search({ page: { filters, total } }: { page: ChecksPage }) {
  const submit = useSubmit();
  const field = useRef<HTMLInputElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { q, ...others } = filters;
  useEffect(() => {
    // The address changed by another way than typing.
    if (field.current && document.activeElement !== field.current) field.current.value = q ?? '';
  }, [q]);
  const look = (form: HTMLFormElement): void => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => submit(form, { replace: true, preventScrollReset: true }), TYPED_MS);
  };
  return (
    <Form className="search" method="get" action="/ops" onChange={({ currentTarget }) => look(currentTarget)}>
      {Object.entries(others).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
      <label>
        <span className="vh">Search checks</span>
        <input ref={field} type="search" name="q" defaultValue={q ?? ''} placeholder={`Search ${counted(total, 'check')}`} />
        <kbd aria-hidden="true">/</kbd>
      </label>
    </Form>
  );
}

function Chip({ to, current, first = false, children }: { to: string; current: boolean; first?: boolean; children: React.ReactNode }) {
  return (
    <Link className={first ? 'chip first' : 'chip'} to={to} aria-current={current || undefined} preventScrollReset>
      {children}
    </Link>
  );
}
