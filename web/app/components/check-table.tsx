import { Link } from '@remix-run/react';
import type { BoardGroup, BoardRow } from '#web/app/board.ts';
import { took } from '#web/app/times.ts';
import { AskButton } from './ask-button.tsx';
import { Icon, LightAndWord, type Lit } from './light.tsx';
import { OutcomeBars } from './outcome-bars.tsx';
import { When } from './when.tsx';

interface Asking {
  nonce: string;
  back: string;
  disabled: boolean;
}

/** The table of checks by scope and provider. Roles are written out: a phone's layout takes them from the elements. */
export function CheckTable({ groups, now, ...asking }: { groups: readonly BoardGroup[]; now: Date } & Asking) {
  return (
    <table className="checks" role="table">
      <caption className="vh">Checks by scope and provider</caption>
      <colgroup>
        <col className="c-v" />
        <col className="c-name" />
        <col className="c-found" />
        <col className="c-hist" />
        <col className="c-dur" />
        <col className="c-when" />
        <col className="c-when" />
        <col className="c-act" />
      </colgroup>
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
          <th scope="col" role="columnheader" className="hist">
            Last 30
          </th>
          <th scope="col" role="columnheader" className="num">
            Took
          </th>
          <th scope="col" role="columnheader" className="num">
            Last success
          </th>
          <th scope="col" role="columnheader" className="num">
            Last failure
          </th>
          <th scope="col" role="columnheader">
            <span className="vh">Run</span>
          </th>
        </tr>
      </thead>
      {groups.map((group) => (
        <Group key={group.key} group={group} now={now} {...asking} />
      ))}
    </table>
  );
}

function Group({ group, now, ...asking }: { group: BoardGroup; now: Date } & Asking) {
  const configured = group.rows.filter((row) => row.configured);
  const looked = configured.filter(({ light }) => light !== 'never').length;
  const well = configured.filter(({ light }) => light === 'ok').length;
  return (
    <tbody role="rowgroup" aria-label={group.name}>
      <tr className="head" role="row">
        <th scope="rowgroup" role="rowheader" colSpan={8}>
          <div>
            <h2>{group.name}</h2>
            <span className="of">
              {configured.length === 0
                ? 'not configured'
                : looked === 0
                  ? 'never run'
                  : well === looked
                    ? `${well} well`
                    : `${well} of ${looked} well`}
            </span>
            {configured.length > 0 && (
              <AskButton
                ask={{ scope: group.scope, provider: group.provider }}
                className="quiet text"
                label={`${group.name} now`}
                {...asking}
              >
                <Icon name="play" />
                Run
              </AskButton>
            )}
          </div>
        </th>
      </tr>
      {group.rows.map((row) => (
        <Row key={row.name} row={row} now={now} {...asking} />
      ))}
    </tbody>
  );
}

function Row({ row, now, ...asking }: { row: BoardRow; now: Date } & Asking) {
  const lit: Lit = row.running ? (row.running.waiting ? 'queued' : 'running') : row.light;
  return (
    <tr role="row" data-verdict={lit} data-light-was={row.light} id={row.name}>
      <td className="v" role="cell">
        <LightAndWord light={lit} />
      </td>
      <th scope="row" role="rowheader">
        {row.lastRunId ? (
          <Link to={`/ops/runs/${row.lastRunId}#${row.name}`} title={`${row.name}: ${row.title}`}>
            {row.capability}
          </Link>
        ) : (
          <span title={`${row.name}: ${row.title}`}>{row.capability}</span>
        )}
      </th>
      <td className="found" role="cell" title={row.found}>
        {row.running ? <Running row={row} now={now} /> : <span>{row.found}</span>}
        {!row.running && row.failureClass && row.light !== 'stale' && row.configured && (
          <>
            {' '}
            <code className="class">{row.failureClass}</code>
          </>
        )}
        {!row.running && row.note && <span className="was">{row.note}</span>}
      </td>
      <td className="hist" role="cell">
        <OutcomeBars ring={row.ring} />
      </td>
      <td className="dur" role="cell">
        {row.durationMs === null ? '–' : took(row.durationMs)}
      </td>
      <td className="when" role="cell">
        <When at={row.lastSuccessAt} now={now} />
      </td>
      <td className="when bad" role="cell">
        <When at={row.lastFailureAt} now={now} />
      </td>
      <td className="act" role="cell">
        {row.configured && (
          <AskButton
            ask={{ check: row.name }}
            className="quiet"
            label={`Run ${row.label} now${row.costUsd === null ? '' : `, costs about $${row.costUsd.toFixed(2)}`}`}
            {...asking}
          >
            <Icon name="play" />
          </AskButton>
        )}
      </td>
    </tr>
  );
}

function Running({ row, now }: { row: BoardRow; now: Date }) {
  const { waiting, attempt, of, again } = row.running!;
  const usual = row.durationMs === null ? '' : ` usually ${took(row.durationMs)}`;
  return (
    <>
      <b>
        {waiting
          ? 'Waits for its turn'
          : attempt > 1 || again
            ? `Attempt ${again ? attempt + 1 : attempt} of ${of}${again ? ', in a moment' : ''}`
            : 'Running…'}
      </b>
      <span className="was">
        {usual}
        {row.lastSuccessAt && (
          <>
            , was well <When at={row.lastSuccessAt} now={now} />
          </>
        )}
      </span>
    </>
  );
}
