import { Link } from '@remix-run/react';
import { useNow } from '#web/app/clock.tsx';
import { filterAddress } from '#web/app/filters.ts';
import { LIGHT_WORDS } from '#web/app/light-of.ts';
import { useTurned } from '#web/app/use-turned.ts';
import type { WallPage } from '#web/app/wall-page.ts';
import { LiveNote } from './live-note.tsx';
import { Light } from './light.tsx';
import { Sentence } from './sentence.tsx';
import { WallCells } from './wall-cells.tsx';
import { ClockTime, When } from './when.tsx';
import { WhileFresh } from './while-fresh.tsx';

/** For a screen on the wall: the verdict, the first thing to do, every light. It reads itself again as every page does. */
export function Wall({ wall }: { wall: WallPage }) {
  const { verdict, well, looked, lastAutomaticAt, fix, cells } = wall;
  const turned = useTurned(verdict.light);
  const now = useNow();
  return (
    <div className="wallgrid">
      <header className={turned ? 'turned' : undefined} data-verdict={verdict.light}>
        <Light light={verdict.light} size="xxl" />
        <div>
          <h1>
            <span className="vh">{LIGHT_WORDS[verdict.light]}: </span>
            <WhileFresh>
              <Sentence said={verdict.headline} />
            </WhileFresh>
          </h1>
          <p>
            {looked > 0 && `${well} of ${looked} are well. `}
            Last automatic answer <When at={lastAutomaticAt} otherwise="never yet" />.
          </p>
          <LiveNote />
        </div>
        <p className="clock">
          <ClockTime at={now} />
          <Link to={filterAddress({})}>Back to the checks</Link>
        </p>
      </header>
      {fix && (
        <p className="wallfix" data-verdict={fix.light}>
          <b>
            {fix.label}: {fix.found}
          </b>
          {fix.hint && <span>{fix.hint.steps.slice(0, 2).join(' ') || fix.hint.title}</span>}
        </p>
      )}
      <WallCells cells={cells} />
    </div>
  );
}
