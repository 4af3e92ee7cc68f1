import type { HistoryBucket } from '#db/fold-rollups.ts';
import { bucketWords, countWords, outcomeOfBucket } from '#web/app/outcome-of-bucket.ts';
import type { Status } from '#workflows/core/status.ts';

const HEIGHT = 22;
const STEP = 10;
const HEIGHTS: Record<Status, number> = { ok: 6, warn: 11, fail: 22, skipped: 2, unknown: 6 };

/** A bar for each stretch: height is severity, hollow is our own fault, a dot is where nothing ran. */
export function BucketBars({ buckets, span }: { buckets: readonly HistoryBucket[]; span: string }) {
  const gap = buckets.length > 60 ? 3 : 1.5;
  const sum = (of: Status): number => buckets.reduce((total, bucket) => total + bucket[of], 0);
  const all = { ok: sum('ok'), warn: sum('warn'), fail: sum('fail'), unknown: sum('unknown'), skipped: sum('skipped') };
  return (
    <svg
      className="bars wide"
      viewBox={`0 0 ${buckets.length * STEP - gap} ${HEIGHT}`}
      preserveAspectRatio="none"
      width="100%"
      height={HEIGHT}
      role="img"
      aria-label={`Last ${span}: ${countWords(all)}. Table below.`}
    >
      {buckets.map((bucket, index) => {
        const outcome = outcomeOfBucket(bucket);
        const height = outcome && HEIGHTS[outcome];
        return (
          <g key={bucket.start.getTime()}>
            <title>{bucketWords(bucket)}</title>
            <rect className="hit" x={index * STEP} width={STEP - gap} height={HEIGHT} />
            {height === null ? (
              <path className="nothing" d={`M${index * STEP + (STEP - gap) / 2} ${HEIGHT - 1.5}h0`} />
            ) : (
              <rect
                className={outcome![0]}
                x={index * STEP + (outcome === 'unknown' ? 0.5 : 0)}
                y={HEIGHT - height - (outcome === 'unknown' ? 0.5 : 0)}
                width={STEP - gap - (outcome === 'unknown' ? 1 : 0)}
                height={height}
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}
