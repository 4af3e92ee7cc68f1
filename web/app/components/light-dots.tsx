/** Apart from middle to middle, in pixels. */
const STEP = 8;
const MOST = 60;
/** Discs beside each other are one line, which the style sheet cuts into discs: a dash of no length with round ends. */
const discs = (x: number, length: number): string => `M${x} 4h${(length - 1) * STEP}.1`;
/** What is drawn around the middle (x, 4) of the first of some equal places. */
const SHAPES: Record<string, (x: number, length: number) => string> = {
  o: discs,
  n: discs,
  w: each((x) => `M${x} .5l3.8 7h-7.6z`),
  f: each((x) => `M${x - 3.3} .7h6.6v6.6h-6.6z`),
  u: each((x) => `M${x} .2l3.8 3.8-3.8 3.8-3.8-3.8z`),
  t: each((x) => `M${x - 2.2} 4a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0`),
  s: each((x) => `M${x - 3} 4h6`),
};

interface Props {
  /** A letter for each light. */
  lights: string;
  /** For how many of them the drawing has room, where it fills whatever width it is given. */
  across?: number;
}

/** Many lights in a row, each a dot in the shape of its meaning; one drawing, because a page may hold a thousand. What it shows stands in words beside it. */
export function LightDots({ lights, across }: Props) {
  const shown = lights.slice(0, MOST);
  const size = across === undefined ? { width: shown.length * STEP, height: 8 } : { viewBox: `0 0 ${across * STEP} 8` };
  return (
    <svg className="dots" {...size} aria-hidden="true">
      {Object.entries(SHAPES).map(
        ([letter, draw]) =>
          shown.includes(letter) && (
            <path
              key={letter}
              className={`d-${letter}`}
              d={[...shown.matchAll(new RegExp(`${letter}+`, 'g'))]
                .map(({ index, 0: { length } }) => draw(index * STEP + STEP / 2, length))
                .join('')}
            />
          ),
      )}
    </svg>
  );
}

function each(draw: (x: number) => string): (x: number, length: number) => string {
  return (x, length) => Array.from({ length }, (_, place) => draw(x + place * STEP)).join('');
}
