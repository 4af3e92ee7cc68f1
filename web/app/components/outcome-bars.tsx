const HEIGHTS: Record<string, number> = { o: 6, w: 11, f: 16, s: 2, '.': 2 };
/** Lower bars go on below the higher ones that cover them: their line need not stop for each. */
const RUNS: Record<string, RegExp> = { o: /[owf]+/g, w: /[wf]+/g, f: /f+/g, s: /s+/g, u: /u+/g, '.': /\.+/g };
const WORDS: Record<string, string> = { o: 'ok', w: 'warn', f: 'failed', s: 'skipped', u: 'not known' };
const SLOTS = 30;
const STEP = 5;

/** Past outcomes, the newest at the right: height is severity, hollow is ours. Nothing ran is a dot. */
export function OutcomeBars({ ring }: { ring: string }) {
  const slots = ring.slice(-SLOTS).padStart(SLOTS, '.');
  const counts = Object.entries(WORDS).flatMap(([letter, word]) => {
    const count = [...ring].filter((one) => one === letter).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return (
    <svg className="bars thin" role="img" aria-label={counts.length > 0 ? `Last ${ring.length}: ${counts.join(', ')}` : 'Nothing ran yet'}>
      {[...'owfsu.'].map(
        (letter) => slots.includes(letter) && <path key={letter} className={letter === '.' ? 'g' : letter} d={pathOf(slots, letter)} />,
      )}
    </svg>
  );
}

/** Equal bars beside each other are one thick line, which the style sheet cuts into bars: a page may hold thirty thousand of them. */
function pathOf(slots: string, letter: string): string {
  return [...slots.matchAll(RUNS[letter]!)]
    .map(({ index, 0: { length } }) => {
      const x = index * STEP;
      if (letter === 'u') return `M${x + 0.5} 9.5h3v6h-3z${`m${STEP} 0h3v6h-3z`.repeat(length - 1)}`;
      const inset = letter === '.' ? 1 : 0;
      return `M${x + inset} ${16 - HEIGHTS[letter]! / 2}h${length * STEP - 1 - 2 * inset}`;
    })
    .join('');
}
