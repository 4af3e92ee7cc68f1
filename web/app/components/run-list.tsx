import { Link } from '@remix-run/react';
import type { RunProgress } from '#db/run-document.ts';
import { describeSelection } from '#workflows/core/selection.ts';
import { askedBy } from '#web/app/asked-by.ts';
import { took } from '#web/app/times.ts';
import { LightAndWord, type Lit } from './light.tsx';
import { When } from './when.tsx';

type Listed = Omit<RunProgress, 'checks'>;

/** The newest runs, one a line. */
export function RunList({ runs }: { runs: readonly Listed[] }) {
  return (
    <table className="list runs" role="table">
      <caption className="vh">The newest runs</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            Light
          </th>
          <th scope="col" role="columnheader">
            Over
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
              <LightAndWord light={litOf(run)} />
            </td>
            <th scope="row" role="rowheader">
              <Link to={`/ops/runs/${run.id}`}>{describeSelection(run.selection)}</Link>
              {(run.state === 'cancelled' || run.state === 'lost') && <span className="state"> {run.state}</span>}
            </th>
            <td className="by" role="cell">
              {askedBy(run)}
            </td>
            <td className="num when" role="cell">
              <When at={run.startedAt} />
            </td>
            <td className="num dur" role="cell">
              {run.finishedAt ? took(run.finishedAt.getTime() - run.startedAt.getTime()) : '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function litOf({ state, status }: Listed): Lit {
  return state === 'asked' || state === 'running' ? 'running' : (status ?? 'unknown');
}
