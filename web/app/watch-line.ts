import type { AutomaticRun, AutomaticRuns } from '#db/automatic-runs-reader.ts';
import type { Scheduled } from './schedule-watch.server.ts';

/** What is known of whoever looks by himself. */
export interface Watched {
  /** How often something should run by itself; null: nothing is expected to. */
  everyMs: number | null;
  last: Pick<AutomaticRun, 'runId' | 'startedAt' | 'state'> | null;
  /** The last ticks, oldest first: `o` on time, `l` late, `m` missed. */
  ticks: string;
  nextAt: Date | null;
  /** The note of who paused the schedule; null: nobody did. */
  paused: string | null;
  /** Temporal has no schedule. */
  missing: boolean;
  /** Temporal does not say. */
  silent: boolean;
}

/** What a sentence about everything needs of it. */
export interface WatchFacts {
  lastAutomaticAt: Date | null;
  /** Automatic runs are expected, and none has begun for two cadences: the rule by which lights go stale. */
  down: boolean;
  everyMs: number | null;
}

/** How many ticks are shown. */
export const TICKS = 12;

/** Later than its cadence by more than this part of it, a tick is late: jitter and a busy worker are no news. */
const TOLERANCE = 0.1;

/** Puts together what the database remembers and what Temporal says. Pure. */
export function watched({ runs, everyMs, now }: AutomaticRuns, { schedule, silent }: Scheduled): Watched {
  const [last = null] = runs;
  return {
    everyMs,
    last: last && { runId: last.runId, startedAt: last.startedAt, state: last.state },
    ticks: everyMs === null ? '' : ticksOf(runs, everyMs, now),
    nextAt: schedule?.nextAt ?? null,
    paused: schedule?.paused ?? null,
    missing: schedule === null,
    silent,
  };
}

/** The last ticks as letters, told by when runs began (the newest first): one that is due is missed once another begins without it, or the
 * time has passed in which it would only be late. A run that was lost is a missed tick. */
export function ticksOf(runs: readonly Pick<AutomaticRun, 'startedAt' | 'state'>[], everyMs: number, now: Date): string {
  const starts = runs
    .filter(({ state }) => state !== 'lost')
    .map(({ startedAt }) => startedAt.getTime())
    .reverse();
  if (starts.length === 0) return '';
  const ticks = starts.map((at, index) => (index === 0 ? 'o' : tickAfter(at - starts[index - 1]!, everyMs))).join('');
  return (ticks + missedIn(now.getTime() - starts.at(-1)!, everyMs)).slice(-TICKS);
}

/** What a run so long after the one before it says: the ticks missed between them, and itself. */
function tickAfter(gapMs: number, everyMs: number): string {
  const missed = Math.max(0, Math.round(gapMs / everyMs) - 1);
  const lateMs = gapMs - (missed + 1) * everyMs;
  return 'm'.repeat(Math.min(missed, TICKS)) + (lateMs > TOLERANCE * everyMs ? 'l' : 'o');
}

/** The ticks that should have come in so long a silence. */
function missedIn(silenceMs: number, everyMs: number): string {
  return 'm'.repeat(Math.min(TICKS, Math.max(0, Math.floor(silenceMs / everyMs - TOLERANCE))));
}

/** Who reads decides whether the watch is down, so that a dead one cannot say it is alive. */
export function watchFacts({ last, everyMs, paused }: Watched, now: Date): WatchFacts {
  const lastAutomaticAt = last?.startedAt ?? null;
  const down = everyMs !== null && paused === null && lastAutomaticAt !== null && now.getTime() > lastAutomaticAt.getTime() + 2 * everyMs;
  return { lastAutomaticAt, down, everyMs };
}

/** When the run that is overdue should have begun; null while none is. */
export function dueAt({ last, everyMs, paused }: Watched, now: Date): Date | null {
  if (last === null || everyMs === null || paused !== null) return null;
  const due = last.startedAt.getTime() + everyMs;
  return now.getTime() > due + TOLERANCE * everyMs ? new Date(due) : null;
}

/** The ticks in words; `short` for the eye, `full` for whoever does not see them. */
export function tickWords(ticks: string): { short: string; full: string } {
  const count = (letter: string): number => [...ticks].filter((one) => one === letter).length;
  const [onTime, late, missed] = [count('o'), count('l'), count('m')];
  const rest = [late > 0 && `${late} late`, missed > 0 && `${missed} missed`].filter(Boolean).join(', ');
  return {
    short: rest === '' ? `last ${ticks.length} on time` : `${onTime} of the last ${ticks.length} on time`,
    full: `Last ${ticks.length} automatic runs: ${onTime} on time${rest === '' ? '' : `, ${rest}`}`,
  };
}

/** “Paused by mira: we are moving”: whoever pauses on the panel begins the note with “by”. */
export function pauseWords(note: string): string {
  const text = note.trim().replace(/\.$/, '');
  return text === '' ? 'Paused' : text.startsWith('by ') ? `Paused ${text}` : `Paused: ${text}`;
}
