const HEIGHTS: Record<string, number> = { o: 6, w: 11, f: 16, s: 2 };
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
    <svg
      className="bars thin"
      width="149"
      height="16"
      role="img"
      aria-label={counts.length > 0 ? `Last ${ring.length}: ${counts.join(', ')}` : 'Nothing ran yet'}
    >
      {[...'owfsu.'].map(
        (letter) => slots.includes(letter) && <path key={letter} className={letter === '.' ? 'g' : letter} d={pathOf(slots, letter)} />,
      )}
    </svg>
  );
}

/** Strokes rather than boxes, and each from the one before: a page may hold thirty thousand of them. */
function pathOf(slots: string, letter: string): string {
  let at = 0;
  return [...slots]
    .map((one, slot) => {
      if (one !== letter) return '';
      const x = slot * STEP + 2;
      const draw =
        letter === 'u'
          ? `M${x - 1.5} 9.5h3v6h-3z`
          : letter === '.'
            ? `M${x} 14v2`
            : at
              ? `m${x - at} ${HEIGHTS[letter]}v-${HEIGHTS[letter]}`
              : `M${x} 16v-${HEIGHTS[letter]}`;
      at = x;
      return draw;
    })
    .join('');
}
