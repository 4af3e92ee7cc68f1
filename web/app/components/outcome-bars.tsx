const HEIGHTS: Record<string, number> = { o: 6, w: 11, f: 16, s: 2 };
const WORDS: Record<string, string> = { o: 'ok', w: 'warn', f: 'failed', s: 'skipped', u: 'not known' };
const SLOTS = 30;

/** Past outcomes, the newest at the right: height is severity, hollow is ours. Nothing ran is a dot. */
export function OutcomeBars({ ring }: { ring: string }) {
  const slots = ring.slice(-SLOTS).padStart(SLOTS, '.');
  const path = (letter: string): string =>
    [...slots]
      .map((one, slot) =>
        one !== letter
          ? ''
          : letter === 'u'
            ? `M${slot * 5 + 0.5} 9.5h3v6h-3z`
            : `M${slot * 5} ${16 - HEIGHTS[letter]!}h4v${HEIGHTS[letter]}h-4z`,
      )
      .join('');
  const counts = Object.entries(WORDS).flatMap(([letter, word]) => {
    const count = [...ring].filter((one) => one === letter).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return (
    <svg
      className="bars"
      width="149"
      height="16"
      role="img"
      aria-label={counts.length > 0 ? `Last ${ring.length}: ${counts.join(', ')}` : 'Nothing ran yet'}
    >
      {[...'owfsu'].map((letter) => slots.includes(letter) && <path key={letter} className={letter} d={path(letter)} />)}
      <path className="g" d={[...slots].map((one, slot) => (one === '.' ? `M${slot * 5 + 1} 14h2v2h-2z` : '')).join('')} />
    </svg>
  );
}
