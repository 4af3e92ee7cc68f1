/** Size of the drawing, in pixels. */
const WIDTH = 56;
const HEIGHT = 14;
const SLOTS = 30;

/** The durations of past probes as a line, the newest at the right; null breaks it. Its top is twice the median or the peak, so that noise
 * stays flat. Empty where there are fewer than two points. */
export function sparkPath(durations: readonly (number | null)[]): string {
  const known = durations.filter((ms) => ms !== null).sort((a, b) => a - b);
  if (known.length < 2) return '';
  const top = Math.max(2 * known[Math.floor(known.length / 2)]!, known.at(-1)!, 1);
  const last = durations.slice(-SLOTS);
  const slots = [...Array<null>(SLOTS - last.length).fill(null), ...last];
  let path = '';
  let drawing = false;
  slots.forEach((ms, slot) => {
    if (ms === null) {
      drawing = false;
      return;
    }
    path += `${drawing ? 'L' : 'M'}${Math.round((slot * WIDTH) / (SLOTS - 1))} ${Math.round(HEIGHT - (ms / top) * (HEIGHT - 2))}`;
    drawing = true;
  });
  return path;
}
