import { Link } from '@remix-run/react';
import { Fragment } from 'react';
import { LIGHT_WORDS } from '#web/app/light-of.ts';
import { axisOf, marksOf, placeOf, tellMarks, type Axis, type Mark } from '#web/app/run-timeline.ts';
import { listed } from '#web/app/run-note.ts';
import type { RunRow, RunView } from '#web/app/run-view.ts';
import { took } from '#web/app/times.ts';
import { Icon, Light } from './light.tsx';
import { TimelineMark } from './timeline-mark.tsx';

const WORDS = { ...LIGHT_WORDS, running: 'Running', queued: 'Queued' };

/** The run on one axis of time: what was queued, asked, and waited for, check by check. Roles are written out: a phone's layout takes them
 * from the elements. */
export function RunTimeline({ view, rows, now }: { view: RunView; rows: readonly RunRow[]; now: Date }) {
  const drawn = view.rows.map((row) => ({ row, marks: row.withheld ? [] : marksOf(row.times, view.startedAt, now) }));
  const elapsedMs = (view.finishedAt ?? now).getTime() - view.startedAt.getTime();
  const planned = view.open ? Math.max(1_000, elapsedMs * 1.12, view.usualMs ?? 0) : 50;
  const axis = axisOf(Math.max(elapsedMs, planned, ...drawn.flatMap(({ marks }) => marks.map(({ to }) => to))));
  const groups = Map.groupBy(
    drawn.filter(({ row }) => rows.includes(row)),
    ({ row }) => row.group,
  );
  const nowMs = view.open ? elapsedMs : null;
  return (
    <>
      <Legend open={view.open} marks={drawn.flatMap(({ marks }) => marks)} />
      <table className="timeline" role="table">
        <caption className="vh">The run, check by check, on one axis of time</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              <span className="vh">Light</span>
            </th>
            <th scope="col" role="columnheader">
              Check
            </th>
            <th scope="col" role="columnheader" className="axis">
              <span className="vh">Time since the run began</span>
              <AxisScale axis={axis} nowMs={nowMs} />
            </th>
            <th scope="col" role="columnheader" className="num">
              Took
            </th>
            <th scope="col" role="columnheader">
              <span className="vh">Found</span>
            </th>
          </tr>
        </thead>
        {[...groups].map(([group, some]) => (
          <tbody key={group} role="rowgroup">
            <tr className="head" role="row">
              <th scope="rowgroup" colSpan={5} role="rowheader">
                <h3>
                  {group.split(' · ').map((part, index) => (
                    <Fragment key={part}>
                      {index > 0 && <i> · </i>}
                      {part}
                    </Fragment>
                  ))}
                </h3>
              </th>
            </tr>
            {some.map(({ row, marks }) => (
              <TimelineRow key={row.name} row={row} marks={marks} axis={axis} nowMs={nowMs} now={now} />
            ))}
          </tbody>
        ))}
      </table>
    </>
  );
}

interface RowProps {
  row: RunRow;
  marks: Mark[];
  axis: Axis;
  nowMs: number | null;
  now: Date;
}

function TimelineRow({ row, marks, axis, nowMs, now }: RowProps) {
  const needs = row.needs.length > 0 ? `needs ${listed(row.needs)}` : '';
  const told = [needs, tellMarks(marks)].filter(Boolean).join('; ');
  return (
    <tr role="row" data-verdict={row.lit} aria-busy={row.lit === 'running' || undefined}>
      <td className="v" role="cell">
        <Light light={row.lit} />
        <span className="vh">{WORDS[row.lit]}</span>
      </td>
      <th scope="row" role="rowheader" title={row.name}>
        <Link to={`/ops/checks/${row.name}`}>{row.capability}</Link>
      </th>
      <td className="track" role="cell">
        {told && <span className="vh">{told}</span>}
        <div className={marks.length > 0 ? 'lane' : 'lane bare'}>
          <svg width="100%" height="28" aria-hidden="true">
            {told && <title>{told}</title>}
            <rect className="air" width="100%" height="28" />
            <g className="ticks">
              {axis.ticks.slice(1).map(({ at }) => (
                <rect key={at} x={placeOf(at, axis)} width="1" height="28" />
              ))}
            </g>
            {marks.map((mark, index) => (
              <TimelineMark key={index} mark={mark} isLast={index === marks.length - 1} axis={axis} />
            ))}
            {nowMs !== null && <rect className="now" x={placeOf(nowMs, axis)} width="1.5" height="28" />}
          </svg>
        </div>
        {row.note && <span className={marks.length > 0 ? 'note ahead' : 'note'}>{row.note}</span>}
      </td>
      <td className="num" role="cell">
        {tookOf(row, now)}
      </td>
      <td className="more" role="cell">
        <a href={`#${row.name}`}>
          <Icon name="chev" />
          <span className="vh">What was found by {row.capability}</span>
        </a>
      </td>
    </tr>
  );
}

/** From its first attempt to its end, with all waits; of a single attempt that had an answer, what it measured itself. */
function tookOf({ times, attempts, durationMs }: RunRow, now: Date): string {
  if (attempts === 0 || times.startedAt === null) return '';
  if (times.state === 'finished' && attempts === 1 && durationMs) return took(durationMs);
  return took(Math.max(0, (times.finishedAt ?? now).getTime() - times.startedAt.getTime()));
}

function AxisScale({ axis, nowMs }: { axis: Axis; nowMs: number | null }) {
  // Beside the word “now” there is no place for another.
  const isNear = (at: number): boolean => nowMs !== null && at !== 0 && Math.abs(at - nowMs) < axis.endMs * 0.07;
  return (
    <svg width="100%" height="16" aria-hidden="true">
      {axis.ticks
        .filter(({ at }) => !isNear(at))
        .map(({ at, label }) => (
          <text key={at} x={placeOf(at, axis)} y="12" dx={at === 0 ? 0 : 4}>
            {label}
          </text>
        ))}
      {nowMs !== null && nowMs < axis.endMs * 0.95 && (
        <text className="moving" x={placeOf(nowMs, axis)} y="12" dx="4">
          now
        </text>
      )}
    </svg>
  );
}

function Legend({ open, marks }: { open: boolean; marks: readonly Mark[] }) {
  return (
    <p className="legend key" aria-hidden="true">
      <span>
        <svg width="26" height="12">
          <rect className="queue" width="26" height="1" y="6" />
        </svg>
        queued
      </span>
      <span>
        <svg width="26" height="12">
          <rect className="att" data-look="ok" width="26" height="12" rx="2" />
        </svg>
        attempt
      </span>
      {marks.some((mark) => mark.kind === 'attempt' && mark.look === 'unknown') && (
        <span>
          <svg width="26" height="12">
            <rect className="att" data-look="unknown" x="0.5" y="0.5" width="25" height="11" rx="2" />
          </svg>
          our own trouble
        </span>
      )}
      {marks.some(({ kind }) => kind === 'wait') && (
        <span>
          <svg width="26" height="12">
            <line className="waitline" x1="2" x2="26" y1="6" y2="6" />
          </svg>
          waiting to try again
        </span>
      )}
      {open && (
        <span>
          <svg width="6" height="12">
            <rect className="now" x="2" width="1.5" height="12" />
          </svg>
          now
        </span>
      )}
    </p>
  );
}
