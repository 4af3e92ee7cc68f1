/** Size of the drawing, in pixels. */
const WIDTH = 56;
const HEIGHT = 14;
const SLOTS = 30;
/** Fewer points look like dirt. */
const FEWEST = 6;
/** One for each height, the lowest first. */
const LETTERS = 'abcdefghijklm';

/** The durations of past probes as a letter each for how high it lies, the newest last; a full stop where nothing was judged. The top is
 * twice the median or the peak, so that noise stays flat. Empty where there are too few for a line to say anything. */
export function sparkLetters(durations: readonly (number | null)[]): string {
  // Typed arrays sort numbers without being told how, which counts where a thousand lines are drawn.
  const known = Float64Array.from(durations.filter((ms) => ms !== null)).sort();
  if (known.length < FEWEST) return '';
  const top = Math.max(2 * known[Math.floor(known.length / 2)]!, known.at(-1)!, 1);
  const letterOf = (ms: number | null): string => (ms === null ? '.' : LETTERS[Math.round((ms / top) * (LETTERS.length - 1))]!);
  return durations.slice(-SLOTS).map(letterOf).join('');
}

/** The letters as a line that ends at the right; a full stop breaks it. Each point is told from the one before: a page may hold thirty thousand. */
export function sparkPath(letters: string): string {
  let path = '';
  let from: { x: number; y: number } | null = null;
  [...letters].forEach((letter, index) => {
    const x = Math.round(((SLOTS - letters.length + index) * WIDTH) / (SLOTS - 1));
    const y = HEIGHT - LETTERS.indexOf(letter);
    if (letter === '.') from = null;
    else {
      path += from === null ? `M${x} ${y}` : `l${x - from.x}${y < from.y ? '' : ' '}${y - from.y}`;
      from = { x, y };
    }
  });
  return path;
}
