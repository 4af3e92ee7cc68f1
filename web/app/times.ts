const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in few letters: just now, 34 s, 12 min, 3 h, 2 d; after a fortnight the date. */
export function ago(at: Date, now: Date): string {
  const ms = now.getTime() - at.getTime();
  if (ms < 10 * SECOND) return 'just now';
  if (ms >= 14 * DAY) return at.toISOString().slice(0, 10);
  return `${short(ms)} ago`;
}

/** A length of time within a sentence: “12 minutes”, “1 hour”. Less than a minute is “less than a minute”. */
export function spelled(ms: number): string {
  if (ms < MINUTE) return 'less than a minute';
  const [count, unit] = ms < HOUR ? [ms / MINUTE, 'minute'] : ms < 2 * DAY ? [ms / HOUR, 'hour'] : [ms / DAY, 'day'];
  return `${Math.floor(count)} ${unit}${Math.floor(count) === 1 ? '' : 's'}`;
}

/** How long something took: 812 ms, 1.1 s, 34 s, 2 min 5 s. */
export function took(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / SECOND).toFixed(1)} s`;
  if (ms < MINUTE) return `${Math.round(ms / SECOND)} s`;
  return `${Math.floor(ms / MINUTE)} min ${Math.floor((ms % MINUTE) / SECOND)} s`;
}

/** The exact moment, for titles. */
export function exact(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function short(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} d`;
}
