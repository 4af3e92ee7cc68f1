import { Link } from '@remix-run/react';
import { availability } from '#web/app/availability.ts';
import { checkAddress, DAYS } from '#web/app/check-query.ts';
import type { CheckView } from '#web/app/check-view.ts';
import { latencyChart } from '#web/app/latency-chart.ts';
import { BucketBars } from './bucket-bars.tsx';
import { HistoryTable } from './history-table.tsx';
import { LatencyDrawing } from './latency-drawing.tsx';
import { Tabs } from './tabs.tsx';

const TABS = { 1: '24 h', 7: '7 d', 30: '30 d', 90: '90 d' } as const;

/** How it went over some days: outcomes, how often it was well, latencies; and all of it as a table. */
export function CheckHistory({ view: { buckets, query, row } }: { view: CheckView }) {
  const chart = latencyChart(buckets);
  return (
    <section aria-labelledby="history">
      <h2 id="history">
        History
        <Tabs label="Days shown">
          {DAYS.map((days) => (
            <Link
              key={days}
              preventScrollReset
              to={checkAddress(row.name, query, { days })}
              aria-current={days === query.days || undefined}
            >
              {TABS[days]}
            </Link>
          ))}
        </Tabs>
      </h2>
      <div className="outcomes" data-charted={chart !== null}>
        <BucketBars buckets={buckets} span={TABS[query.days]} />
      </div>
      <p className="legend">{availability(buckets, query.days)}</p>
      {chart && <LatencyDrawing chart={chart} buckets={buckets} days={query.days} />}
      <HistoryTable buckets={buckets} />
    </section>
  );
}
