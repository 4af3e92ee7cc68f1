import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { ChecksPage } from '#web/app/checks-page.ts';
import { filterAddress } from '#web/app/filters.ts';
import type { Light as Shown } from '#web/app/light-of.ts';
import { useTurned } from '#web/app/use-turned.ts';
import type { Watched } from '#web/app/watch-line.ts';
import { Light } from './light.tsx';
import { WatchLine } from './watch-line.tsx';
import { WhileFresh } from './while-fresh.tsx';

const SAID: [Shown, string, string][] = [
  ['fail', 'fails', 'fail'],
  ['warn', 'warns', 'warn'],
  ['unknown', 'could not be judged', 'could not be judged'],
  ['stale', 'is out of date', 'are out of date'],
  ['skipped', 'was skipped', 'were skipped'],
  ['never', 'has never run', 'have never run'],
];

/** The sentence, the counts, the watch. What is read out when it changes stands in the frame of every page. */
export function VerdictHead({ page, watch, children }: { page: ChecksPage; watch: Watched; children: ReactNode }) {
  const { verdict, counts, configured, total, temporalTrouble } = page;
  const turned = useTurned(verdict.light);
  // What was never run doesn't count as not well.
  const looked = configured - counts.never;
  const rest = SAID.filter(([light]) => counts[light] > 0);
  return (
    <section className={turned ? 'verdict turned' : 'verdict'} data-verdict={verdict.light} aria-label="How everything is">
      <Light light={verdict.light} size="xl" />
      <div className="say">
        <h1>
          <WhileFresh>{verdict.headline}</WhileFresh>
        </h1>
        {looked > 0 && (
          <p>
            <Link to={filterAddress({ status: 'ok' })}>
              {counts.ok} of {looked}
            </Link>{' '}
            checks are well.{' '}
            {rest.map(([light, one, many], index) => (
              <span key={light}>
                {index > 0 && ', '}
                <Link to={filterAddress({ status: light })}>
                  {counts[light]} {counts[light] === 1 ? one : many}
                </Link>
              </span>
            ))}
            {rest.length > 0 && '.'}
          </p>
        )}
        {configured === 0 && (
          <p>
            Put a provider’s variables into <code>.env</code> and restart; <code>.env.example</code> explains each.
          </p>
        )}
      </div>
      <div className="do">{children}</div>
      <p className="watchline">
        <WatchLine watch={watch} />
        {total > configured && <span>{total - configured} checks are not configured</span>}
        {temporalTrouble && verdict.headline !== temporalTrouble && <span className="trouble">{temporalTrouble}</span>}
        {temporalTrouble && <span>No service is blamed.</span>}
      </p>
    </section>
  );
}
