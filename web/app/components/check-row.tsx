import { Link } from '@remix-run/react';
import { memo } from 'react';
import { checkAddress, type Filters } from '#web/app/filters.ts';
import type { ShownRow } from '#web/app/table-view.ts';
import { took } from '#web/app/times.ts';
import { useTurned } from '#web/app/use-turned.ts';
import { Icon, LightAndWord, type Lit } from './light.tsx';
import { OutcomeBars } from './outcome-bars.tsx';
import { Pictures } from './pictures.tsx';
import { RowRunning } from './row-running.tsx';
import { Spark } from './spark.tsx';
import { WhenExactly } from './when.tsx';

interface Props {
  row: ShownRow;
  /** Its page lies beside the table. */
  isOpen: boolean;
  filters: Filters;
  disabled: boolean;
}

/** Lights whose class says something that the finding does not. */
const CLASSED: readonly Lit[] = ['fail', 'warn', 'unknown'];

/** One check: light, what was found, how it went lately, and the button that looks again. */
export const CheckRow = memo(function CheckRow({ row, isOpen, filters, disabled }: Props) {
  const lit: Lit = row.running ? (row.running.waiting ? 'queued' : 'running') : row.light;
  const turned = useTurned(row.light);
  return (
    <tr
      role="row"
      className={turned ? 'turned' : undefined}
      data-verdict={lit}
      data-light-was={row.light}
      data-open={isOpen || undefined}
      id={row.name}
    >
      <td className="v" role="cell">
        <LightAndWord light={lit} />
      </td>
      <th scope="row" role="rowheader">
        <Link to={checkAddress(row.name, filters)} preventScrollReset discover="none">
          {row.capability}
        </Link>
      </th>
      <td className="found" role="cell">
        {row.running ? (
          <RowRunning running={row.running} usualMs={row.usualMs} lastSuccessAt={row.lastSuccessAt} />
        ) : (
          <div>
            <Pictures pictures={row.pictures} />
            <span>{row.found}</span>
            {row.failureClass && CLASSED.includes(row.light) && row.configured && <code className="class">{row.failureClass}</code>}
            {row.note && <span className="was">{row.note}</span>}
          </div>
        )}
      </td>
      <td className="hist" role="cell">
        <OutcomeBars ring={row.ring} />
      </td>
      <td className="dur" role="cell">
        <span>{row.durationMs === null ? '–' : took(row.durationMs)}</span>
        <Spark letters={row.spark} />
      </td>
      <td className="when" role="cell">
        <WhenExactly at={row.lastSuccessAt} />
      </td>
      <td className="when bad" role="cell">
        <WhenExactly at={row.lastFailureAt} />
      </td>
      <td className="act" role="cell">
        {row.configured && (
          <button
            className="quiet"
            form="ask"
            name="check"
            value={row.name}
            disabled={disabled}
            aria-describedby={disabled ? 'why-not' : undefined}
            aria-label={`Run ${row.label} now${row.costUsd === null ? '' : `, costs about $${row.costUsd.toFixed(2)}`}`}
          >
            <Icon name="play" />
          </button>
        )}
      </td>
    </tr>
  );
});
