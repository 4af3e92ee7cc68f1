import { Link } from '@remix-run/react';
import type { CheckView } from '#web/app/check-view.ts';
import { Light, type Lit } from '#web/app/components/light.tsx';
import { When } from '#web/app/components/when.tsx';
import { LIGHT_WORDS } from '#web/app/light-of.ts';
import { took } from '#web/app/times.ts';
import { Moment } from './moment.tsx';

/** How the check stands, what should hold and why, and what was found. */
export function CheckHead({ view }: { view: CheckView }) {
  const { row, state, running, now, lookedAt, about } = view;
  const lit: Lit = running ? (row.running?.waiting ? 'queued' : 'running') : row.light;
  return (
    <>
      <p className="state">
        <Light light={lit} />
        <b>{LIGHT_WORDS[row.light]}</b>
        <span>
          {state.words} {state.at && <Moment at={state.at} now={now} />}
        </span>
        {lookedAt && (
          <span className="looked">
            {row.light === 'skipped' ? 'left out' : 'looked at'} <When at={lookedAt} />
          </span>
        )}
      </p>
      <h1 tabIndex={-1}>{row.label}</h1>
      <p className="name">
        <code>{row.name}</code>
      </p>
      <p className="why">
        <b>{row.title}.</b> {about.why}
      </p>
      {running && (
        <p className="underway" data-verdict="running">
          <b>{running.words}</b>
          {running.met && <span>{running.met}</span>}
          <span className="was">
            {row.usualMs !== null && `usually ${took(row.usualMs)}, `}
            {row.lastSuccessAt ? (
              <>
                was well <When at={row.lastSuccessAt} />
              </>
            ) : (
              'was never well yet'
            )}
          </span>
          <Link to={running.url}>To the run</Link>
        </p>
      )}
      <p className="finding">
        {!state.isFresh && <i>Found then: </i>}
        {row.light === 'never' ? 'It has not run yet.' : row.found}
        {row.failureClass && (
          <>
            {' '}
            <code className="class">{row.failureClass}</code>
          </>
        )}
      </p>
      {row.note && <p className="legend">The last look told nothing about it: {row.note}</p>}
    </>
  );
}
