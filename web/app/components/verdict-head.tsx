import type { ReactNode } from 'react';
import type { ChecksPage } from '#web/app/checks-page.ts';
import { useTurned } from '#web/app/use-turned.ts';
import type { Watched } from '#web/app/watch-line.ts';
import { CountsLine } from './counts-line.tsx';
import { Light } from './light.tsx';
import { RunningLines } from './running-lines.tsx';
import { Sentence } from './sentence.tsx';
import { WatchLine } from './watch-line.tsx';
import { WhileFresh } from './while-fresh.tsx';

interface Props {
  page: ChecksPage;
  watch: Watched;
  /** What can be done. */
  children: ReactNode;
}

/** The sentence, the counts, the watch. What is read out when the verdict changes stands in the frame of every page. */
export function VerdictHead({ page, watch, children }: Props) {
  const { verdict, openRuns, configured, total } = page;
  const lit = verdict.isUnderWay ? 'running' : verdict.light;
  const turned = useTurned(verdict.light);
  return (
    <section className={turned ? 'verdict turned' : 'verdict'} data-verdict={lit} aria-label="How everything is">
      <Light light={lit} size="xl" />
      <div className="say">
        <h1>
          <WhileFresh>
            <Sentence said={verdict.headline} />
          </WhileFresh>
        </h1>
        <p>
          {verdict.lines.map((line, index) => (
            <span key={index}>
              <Sentence said={line} />{' '}
            </span>
          ))}
          {verdict.hasCounts && <CountsLine counted={page} />}
          {configured === 0 && (
            <>
              Put a provider’s variables into <code>.env</code> and restart; <code>.env.example</code> explains each, and the guides below
              say where they come from. To look around with pretend providers first: <code>GREENLIGHT_MODE=sandbox npm start</code>.
            </>
          )}
        </p>
      </div>
      <div className="do">{children}</div>
      <div className="watchline">
        <RunningLines runs={openRuns} />
        <WatchLine watch={watch} />
        {total > configured && configured > 0 && (
          <span>{total - configured === 1 ? '1 check is' : `${total - configured} checks are`} not configured</span>
        )}
      </div>
    </section>
  );
}
