import type { HistoryBucket, WindowDays } from '#db/fold-rollups.ts';
import type { LatencyChart } from '#web/app/latency-chart.ts';
import { dayWords } from '#web/app/outcome-of-bucket.ts';
import { took } from '#web/app/times.ts';

interface Props {
  chart: LatencyChart;
  buckets: readonly HistoryBucket[];
  days: WindowDays;
}

/** Latency over time. The drawing stretches, its words don't: they stand beside it. */
export function LatencyDrawing({ chart, buckets, days }: Props) {
  const { width, height, topMs, p50, band, failures, outages, words } = chart;
  const middle = buckets[Math.floor(buckets.length / 2)]!.start;
  return (
    <figure className="latency">
      <div className="plot">
        <svg
          className="chart"
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          width="100%"
          height={height}
          role="img"
          aria-label={words}
        >
          <path className="grid" d={`M0 0H${width}M0 ${height / 2}H${width}M0 ${height}H${width}`} />
          {outages.map(({ x, width: wide }) => (
            <rect key={x} className="outage" x={x} y="1" width={wide} height={height - 2} />
          ))}
          <path className="band" d={band} />
          <path className="p50" d={p50} />
          <path className="bad" d={failures} />
        </svg>
        <p className="axis y" aria-hidden="true">
          <span>{took(topMs)}</span>
          <span>{took(topMs / 2)}</span>
          <span>0</span>
        </p>
        <p className="axis x" aria-hidden="true">
          <span>{days === 1 ? '24 h ago' : dayWords(buckets[0]!.start)}</span>
          <span>{days === 1 ? '12 h ago' : dayWords(middle)}</span>
          <span>{days === 1 ? 'now' : 'today'}</span>
        </p>
      </div>
      <figcaption className="legend">
        Line: half took at most so long. Shade: up to 95 of 100.{failures && ' Red: something failed.'}
        {outages.length > 0 && ' Violet: we could not judge.'}
      </figcaption>
    </figure>
  );
}
