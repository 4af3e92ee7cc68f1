const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in few letters: just now, 34 s, 12 min, 3 h, 2 d; after a fortnight the date, in UTC where no zone is named. */
export function ago(at: Date, now: Date, zone = 'UTC'): string {
  const ms = now.getTime() - at.getTime();
  if (ms < 10 * SECOND) return 'just now';
  if (ms >= 14 * DAY) return exact(at, zone).slice(0, 10);
  return `${short(ms)} ago`;
}

/** A length of time within a sentence: “12 minutes”, “1 hour”. Less than a minute is “less than a minute”. */
export function spelled(ms: number): string {
  if (ms < MINUTE) return 'less than a minute';
  const [count, unit] = ms < HOUR ? [ms / MINUTE, 'minute'] : ms < 2 * DAY ? [ms / HOUR, 'hour'] : [ms / DAY, 'day'];
  return `${Math.floor(count)} ${unit}${Math.floor(count) === 1 ? '' : 's'}`;
}

/** How long something lasted, in few letters: 34 s, 12 min, 3 h, 2 d. */
export function lasting(ms: number): string {
  return short(Math.max(0, ms));
}

/** How long something took: 812 ms, 1.1 s, 34 s, 2 min 5 s. */
export function took(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / SECOND).toFixed(1)} s`;
  if (ms < MINUTE) return `${Math.round(ms / SECOND)} s`;
  return `${Math.floor(ms / MINUTE)} min ${Math.floor((ms % MINUTE) / SECOND)} s`;
}

/** The exact moment, for titles: 2026-11-25 09:50:12 UTC. In UTC where no zone is named. */
export function exact(at: Date, zone = 'UTC'): string {
  if (zone === 'UTC') return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const part = partsOf(at, zone);
  return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}:${part['second']} ${zoneName(at, zone)}`;
}

/** A moment as a clock shows it: 09:50; of another day 24 Nov 09:50. */
export function clockTime(at: Date, now: Date, zone = 'UTC'): string {
  const part = partsOf(at, zone);
  const today = partsOf(now, zone);
  const isToday = ['year', 'month', 'day'].every((name) => part[name] === today[name]);
  return `${isToday ? '' : `${Number(part['day'])} ${MONTHS[Number(part['month']) - 1]} `}${part['hour']}:${part['minute']}`;
}

/** A zone in few letters, as it is at that moment: UTC+1. */
export function zoneName(at: Date, zone: string): string {
  return partsOf(at, zone)['timeZoneName']!.replace('GMT', 'UTC');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** To make one takes longer than to use it a thousand times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(at: Date, zone: string): Record<string, string> {
  let format = formats.get(zone);
  if (!format) {
    const two = '2-digit' as const;
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
      hourCycle: 'h23',
      timeZoneName: 'shortOffset',
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

function short(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} d`;
}
