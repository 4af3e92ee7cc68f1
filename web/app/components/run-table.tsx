import { useLocation } from '@remix-run/react';
import { Fragment } from 'react';
import { foundFirst } from '#web/app/found-first.ts';
import { MOST_FACTS_KIB } from '#web/app/raw-facts.ts';
import type { RunEvidence, RunRow } from '#web/app/run-view.ts';
import { took } from '#web/app/times.ts';
import { Credential } from './credential.tsx';
import { Files } from './files.tsx';
import { Ladder } from './ladder.tsx';
import { LightAndWord } from './light.tsx';
import { RungsInWords } from './rungs-in-words.tsx';
import { SinceSuccess } from './since-success.tsx';

/** The checks of a run, what is not well first, each with its evidence folded below; many that are well are folded themselves. `whole` is
 * the address of all that was found. */
export function RunTable({ rows, whole }: { rows: readonly RunRow[]; whole: string }) {
  const { shown, folded } = foundFirst(rows);
  const { hash } = useLocation();
  return (
    <>
      <Table rows={shown} whole={whole} caption="Checks of this run" />
      {folded.length > 0 && (
        <details open={folded.some(({ name }) => hash === `#${name}`)}>
          <summary>{folded.length} well</summary>
          <Table rows={folded} whole={whole} caption="Checks of this run that are well" />
        </details>
      )}
    </>
  );
}

function Table({ rows, whole, caption }: { rows: readonly RunRow[]; whole: string; caption: string }) {
  return (
    <table className="list probes" role="table">
      <caption className="vh">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            Light
          </th>
          <th scope="col" role="columnheader">
            Check
          </th>
          <th scope="col" role="columnheader">
            Found
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row key={row.name} row={row} whole={whole} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, whole }: { row: RunRow; whole: string }) {
  const { probe } = row;
  return (
    <tr role="row" data-verdict={row.lit} id={row.name}>
      <td className="v" role="cell">
        <LightAndWord light={row.lit} />
      </td>
      <th scope="row" role="rowheader" title={row.name}>
        {row.group && <i>{row.group} </i>}
        {row.capability}
      </th>
      <td className="found" role="cell">
        <p>
          {row.text}
          {probe?.failure_class && (
            <>
              {' '}
              <code className="class">{probe.failure_class}</code>
            </>
          )}
        </p>
        {row.troubles.map((trouble) => (
          <p key={trouble} className="was">
            {trouble}
          </p>
        ))}
        {probe && <Evidence row={row} probe={probe} whole={whole} />}
      </td>
    </tr>
  );
}

function Evidence({ row, probe, whole }: { row: RunRow; probe: RunEvidence; whole: string }) {
  const { hint, rungs, request_id, http_status, cost_usd, since, credentials, facts } = probe;
  return (
    <details open={row.lit === 'fail'}>
      <summary>{hint ? 'What to do, and the evidence' : 'Evidence'}</summary>
      <div className="evidence">
        {hint && (
          <div>
            <h2>{hint.title}</h2>
            <ol className="steps">
              {hint.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </div>
        )}
        {rungs.length > 0 && (row.lit === 'ok' ? <RungsInWords rungs={rungs} /> : <Ladder rungs={rungs} />)}
      </div>
      {since && <SinceSuccess since={since} />}
      {(row.attempts > 1 || request_id !== null || http_status !== null || cost_usd > 0 || credentials.length > 0) && (
        <dl className="notes">
          {credentials.map((light) => (
            <Fragment key={light.variable}>
              <dt>Credential</dt>
              <Credential light={light} />
            </Fragment>
          ))}
          {row.attempts > 1 && row.durationMs !== null && (
            <>
              <dt>Attempt {row.attempts}</dt>
              <dd>took {took(row.durationMs)}</dd>
            </>
          )}
          {http_status !== null && (
            <>
              <dt>HTTP status</dt>
              <dd>{http_status}</dd>
            </>
          )}
          {cost_usd > 0 && (
            <>
              <dt>Cost, estimated</dt>
              <dd>${cost_usd}</dd>
            </>
          )}
          {request_id !== null && (
            <>
              <dt>Request id</dt>
              <dd>
                <code>{request_id}</code>
              </dd>
            </>
          )}
        </dl>
      )}
      <Files {...probe} />
      {facts && (
        <pre tabIndex={0} aria-label="Raw facts, redacted">
          {facts.text}
        </pre>
      )}
      {facts?.isCut !== false && (
        <p>
          {facts && `Cut after ${MOST_FACTS_KIB} KiB. `}
          <a href={whole} download>
            All facts of this run
          </a>
        </p>
      )}
    </details>
  );
}
