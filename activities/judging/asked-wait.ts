import type { Evidence, Exchange } from '#activities/evidence.ts';

/** How long a provider wants to be left alone. */
export interface AskedWait {
  /** From its answer on; never negative. */
  ms: number;
  /** Until when, by the provider's clock where it tells the time, else by ours. */
  until: Date;
}

/** A limit's end is seconds since 1970; a number this small is seconds from now. */
const EPOCH_S = 1_000_000_000;

/** What a refusal asks for: Retry-After (seconds or a date), or the end of the limit that has nothing left. The one place that reads
 * these headers. Null where it asks for nothing that can be read. */
export function askedWait(
  exchange: Pick<Exchange, 'headers'> | undefined,
  { wallClock }: Pick<Evidence<unknown>, 'wallClock'>,
): AskedWait | null {
  if (!exchange) return null;
  const { headers } = exchange;
  const said = Date.parse(headers['date'] ?? '');
  const now = Number.isNaN(said) ? wallClock.getTime() : said;
  const at =
    momentOf(headers['retry-after'], now) ?? (headers['x-ratelimit-remaining'] === '0' ? endOf(headers['x-ratelimit-reset'], now) : null);
  return at === null ? null : { ms: Math.max(0, at - now), until: new Date(Math.max(at, now)) };
}

/** `60 s (until 2026-01-01 00:01:00 UTC)` */
export function waitInWords({ ms, until }: AskedWait): string {
  return `${Math.ceil(ms / 1000)} s (until ${until.toISOString().slice(0, 19).replace('T', ' ')} UTC)`;
}

function momentOf(asked: string | undefined, now: number): number | null {
  if (asked === undefined) return null;
  // Date.parse reads a year into nearly anything: a date of HTTP begins with its weekday.
  const at = /^\d+(?:\.\d+)?$/.test(asked) ? now + Number(asked) * 1000 : /^[A-Z][a-z]+, /.test(asked) ? Date.parse(asked) : NaN;
  return isMoment(at) ? at : null;
}

function endOf(reset: string | undefined, now: number): number | null {
  const seconds = Number(reset);
  const at = seconds > EPOCH_S ? seconds * 1000 : now + seconds * 1000;
  return seconds > 0 && isMoment(at) ? at : null;
}

const isMoment = (at: number): boolean => !Number.isNaN(new Date(at).getTime());
