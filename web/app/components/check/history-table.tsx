import type { HistoryBucket } from '#db/fold-rollups.ts';
import { outcomeOfBucket, spanWords } from '#web/app/outcome-of-bucket.ts';
import { took } from '#web/app/times.ts';

const COUNTED = { ok: 'OK', warn: 'Warn', fail: 'Fail', unknown: 'Unknown', skipped: 'Skipped' } as const;
const KINDS = Object.keys(COUNTED) as (keyof typeof COUNTED)[];

/** The bars and the chart in numbers, the newest first; stretches in which nothing ran are left out. */
export function HistoryTable({ buckets }: { buckets: readonly HistoryBucket[] }) {
  const told = buckets.filter((bucket) => outcomeOfBucket(bucket) !== null).toReversed();
  if (told.length === 0) return null;
  return (
    <details className="numbers">
      <summary>As a table</summary>
      <div className="scroll" tabIndex={0} role="group" aria-label="History in numbers">
        <table>
          <thead>
            <tr>
              <th scope="col">From (UTC)</th>
              {KINDS.map((status) => (
                <th key={status} scope="col" className="num">
                  {COUNTED[status]}
                </th>
              ))}
              <th scope="col" className="num">
                p50 ≤
              </th>
              <th scope="col" className="num">
                p95 ≤
              </th>
            </tr>
          </thead>
          <tbody>
            {told.map((bucket) => (
              <tr key={bucket.start.getTime()}>
                <th scope="row">{spanWords(bucket)}</th>
                {KINDS.map((status) => (
                  <td key={status} className="num">
                    {bucket[status] || '–'}
                  </td>
                ))}
                <td className="num">{bucket.p50 === null ? '–' : took(bucket.p50)}</td>
                <td className="num">{bucket.p95 === null ? '–' : took(bucket.p95)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="legend">OK and Warn count as well. What we could not judge, and what was skipped, counts neither way.</p>
    </details>
  );
}
