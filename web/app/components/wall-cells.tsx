import { LIGHT_WORDS, type Light as Shown } from '#web/app/light-of.ts';
import { useTurned } from '#web/app/use-turned.ts';
import type { WallCell } from '#web/app/wall-page.ts';
import { wellWords } from '#web/app/well-words.ts';
import { LightDots } from './light-dots.tsx';
import { Light } from './light.tsx';

/** Dots in a line. */
const ACROSS = 25;
/** More cells than this are drawn smaller. */
const MOST_LARGE = 10;

/** The lights by provider; many of them as lines of dots, and by name what is not well. */
export function WallCells({ cells }: { cells: readonly WallCell[] }) {
  return (
    <div className={cells.length > MOST_LARGE ? 'cells many' : 'cells'}>
      {cells.map((cell) => (
        <Cell key={cell.key} cell={cell} />
      ))}
    </div>
  );
}

function Cell({ cell: { name, light, named, dots, ...tally } }: { cell: WallCell }) {
  const turned = useTurned(light);
  return (
    <section className={turned ? 'turned' : undefined} data-verdict={light} aria-label={name}>
      <h2>
        {dots && <Light light={light} />}
        {name}
        {dots && <span className="of">{wellWords(tally)}</span>}
      </h2>
      {dots && lines(dots.lights).map((lights, index) => <LightDots key={index} lights={lights} across={ACROSS} />)}
      <ul>
        {(named ?? dots!.troubles).map((one) => (
          <NamedLight key={one.name} light={one.light} words={one.words} />
        ))}
        {dots && dots.more > 0 && <li>and {dots.more} more</li>}
      </ul>
    </section>
  );
}

function NamedLight({ light, words }: { light: Shown; words: string }) {
  return (
    <li data-verdict={light} className={useTurned(light) ? 'turned' : undefined}>
      <Light light={light} />
      <span>
        {words}
        <span className="vh">, {LIGHT_WORDS[light]}</span>
      </span>
    </li>
  );
}

function lines(lights: string): string[] {
  return lights.match(new RegExp(`.{1,${ACROSS}}`, 'g')) ?? [];
}
