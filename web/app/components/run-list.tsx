import { Link } from '@remix-run/react';
import type { ListedRun } from '#db/run-document.ts';
import { askedBy } from '#web/app/asked-by.ts';
import { runLight } from '#web/app/run-light.ts';
import { runName } from '#web/app/run-name.ts';
import { took } from '#web/app/times.ts';
import { LIGHT_WORDS } from '#web/app/light-of.ts';
import { Light, LightAndWord, type Lit } from './light.tsx';
import { When } from './when.tsx';

/** Runs, one a line, the newest first. Roles are written out: a phone's layout takes them from the elements. */
export function RunList({ runs, now }: { runs: readonly ListedRun[]; now: Date }) {
  return (
    <table className="list runs" role="table">
      <caption className="vh">Runs, the newest first</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            Light
          </th>
          <th scope="col" role="columnheader">
            What
          </th>
          <th scope="col" role="columnheader">
            Came to
          </th>
          <th scope="col" role="columnheader">
            Asked by
          </th>
          <th scope="col" role="columnheader" className="num">
            Began
          </th>
          <th scope="col" role="columnheader" className="num">
            Took
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {runs.map((run) => (
          <tr key={run.id} role="row" data-verdict={litOf(run)}>
            <td className="v" role="cell">
              <Ended run={run} />
            </td>
            <th scope="row" role="rowheader">
              <Link to={`/ops/runs/${run.id}`}>{runName(run.selection)}</Link>
            </th>
            <td className="came" role="cell">
              <Counts run={run} />
            </td>
            <td className="by" role="cell">
              {askedBy(run)}
            </td>
            <td className="num when" role="cell">
              <When at={run.startedAt} />
            </td>
            <td className="num dur" role="cell">
              {took(Math.max(0, (run.finishedAt ?? now).getTime() - run.startedAt.getTime()))}
              {run.finishedAt === null && <span className="state"> so far</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How it ended; of one that ended early that is told first, unless something was found wrong until then. */
function Ended({ run }: { run: ListedRun }) {
  if (!isCut(run) || isWrong(run)) return <LightAndWord light={litOf(run)} />;
  return (
    <>
      <Light light={litOf(run)} />
      <span>{run.state === 'lost' ? 'Lost' : 'Cancelled'}</span>
    </>
  );
}

const isCut = ({ state }: ListedRun): boolean => state === 'cancelled' || state === 'lost';
const isWrong = ({ status }: ListedRun): boolean => status === 'fail' || status === 'warn';

const SHOWN = ['ok', 'fail', 'warn', 'unknown', 'skipped'] as const;

/** So many of each outcome; what is still to come is counted too. */
function Counts({ run }: { run: ListedRun }) {
  const { counts, planned, state } = run;
  const open = planned - SHOWN.reduce((sum, status) => sum + counts[status], 0);
  return (
    <span className="tally">
      {SHOWN.filter((status) => counts[status] > 0).map((status) => (
        <span key={status}>
          <Light light={status} />
          {counts[status]}
          <span className="vh"> {LIGHT_WORDS[status]}</span>
        </span>
      ))}
      {open > 0 && (
        <span>
          <Light light="queued" />
          {open}
          <span className="vh"> not done</span>
        </span>
      )}
      {isCut(run) && isWrong(run) && <span className="state">{state}</span>}
    </span>
  );
}

function litOf(run: ListedRun): Lit {
  return run.state === 'asked' || run.state === 'running' ? 'running' : runLight(run);
}
