import type { TimedCheck } from '#db/run-document.ts';
import type { Status } from '#workflows/core/status.ts';
import { took } from './times.ts';

/** What of a check says when it was asked. */
export type Attempted = Pick<
  TimedCheck,
  | 'state'
  | 'attempt'
  | 'maxAttempts'
  | 'troubles'
  | 'startedAt'
  | 'attemptStartedAt'
  | 'finishedAt'
  | 'status'
  | 'failureClass'
  | 'httpStatus'
  | 'usualMs'
>;

/** What a bar looks like: an outcome, an attempt that goes on, or one of which only its own end tells that there was one. */
export type Look = Status | 'running';

/** A stretch of a check's line, in milliseconds since the run began. */
export type Mark =
  | { kind: 'queued'; from: number; to: number }
  | { kind: 'attempt'; from: number; to: number; look: Look; label: string | null; told: string }
  | { kind: 'wait'; from: number; to: number; label: string; told: string };

/** Trouble of our own, which is never shown red. */
const OURS = ['no_egress', 'runner', 'clock'];

/** The marks of one check from the run's beginning to its end, or to now: queued, then attempts and the waits between them. A check that was
 * never asked has none once it is over. */
export function marksOf(check: Attempted, beganAt: Date, now: Date): Mark[] {
  const { state, startedAt, finishedAt } = check;
  const since = (moment: Date | string): number => Math.max(0, new Date(moment).getTime() - beganAt.getTime());
  if (state === 'pending') return [{ kind: 'queued', from: 0, to: since(now) }];
  if (check.attempt === 0 || startedAt === null) return [];
  const begun = since(startedAt);
  const end = Math.max(begun, since(finishedAt ?? now));
  const queued: Mark = { kind: 'queued', from: 0, to: begun };
  if (check.troubles.some(({ startedAt: from, endedAt: to }) => !from || !to)) return [queued, untimed(check, begun, end)];

  // When an attempt began, where that is known: of those that ended in trouble, of the first, and of the latest.
  const began = new Map(check.troubles.map(({ attempt, startedAt: from }) => [attempt, since(from!)]));
  if (check.attemptStartedAt) began.set(check.attempt, since(check.attemptStartedAt));
  // An attempt that must not be repeated is counted back: then the latest beginning is of none.
  began.set(1, begun);

  const marks: Mark[] = [queued];
  let [number, at] = [0, begun];
  for (const trouble of check.troubles) {
    const from = began.get(trouble.attempt)!;
    const to = Math.max(from, since(trouble.endedAt!));
    if (trouble.attempt > number + 1) marks.push(cutOff(number + 1, trouble.attempt - 1, at, from));
    const isLast = trouble.attempt === check.attempt;
    const until = isLast ? restUntil(check, to + trouble.againInMs, end) : (began.get(trouble.attempt + 1) ?? to + trouble.againInMs);
    marks.push(met(trouble, from, to), pause(trouble.againInMs, to, Math.max(to, until), isLast && state !== 'finished'));
    [number, at] = [trouble.attempt, Math.max(to, until)];
  }
  if (number >= check.attempt) return marks;
  const from = began.get(check.attempt) ?? at;
  if (check.attempt > number + 1) marks.push(cutOff(number + 1, check.attempt - 1, at, from));
  return [...marks, latest(check, from, Math.max(from, end))];
}

/** Until when the wait for the next attempt lasts: to the end of a run that ended in it, else until it is due, or to now where it is late. */
function restUntil({ finishedAt }: Attempted, due: number, end: number): number {
  return finishedAt ? Math.min(due, end) : Math.max(due, end);
}

function met({ attempt, failureClass, httpStatus = null }: TimedCheck['troubles'][number], from: number, to: number): Mark {
  const look = OURS.includes(failureClass) ? 'unknown' : 'fail';
  const said = httpStatus !== null && httpStatus >= 400 ? `answered ${httpStatus}` : `met ${spoken(failureClass)}`;
  return {
    kind: 'attempt',
    from,
    to,
    look,
    label: labelOf(failureClass, httpStatus),
    told: `attempt ${attempt} ${said} after ${took(to - from)}`,
  };
}

function pause(againInMs: number, from: number, to: number, goesOn: boolean): Mark {
  const told = goesOn ? `waits ${planned(againInMs)}, then again` : `waited ${took(to - from)}`;
  return { kind: 'wait', from, to, label: `${planned(againInMs)}, then again`, told };
}

/** Attempts that nobody ended: the worker died with them. Between the moments that are known they took place. */
function cutOff(first: number, last: number, from: number, to: number): Mark {
  const which = first === last ? `attempt ${first} was` : `attempts ${first} to ${last} were`;
  return { kind: 'attempt', from, to: Math.max(from, to), look: 'unknown', label: 'cut off', told: `${which} cut off by our own trouble` };
}

function latest({ state, attempt, maxAttempts, status, failureClass, httpStatus, usualMs }: Attempted, from: number, to: number): Mark {
  const name = attempt > 1 ? `attempt ${attempt}` : 'one attempt';
  if (state !== 'finished') {
    const label = attempt > 1 ? `${attempt} of ${maxAttempts}` : usualMs === null ? null : `usually ${took(usualMs)}`;
    return { kind: 'attempt', from, to, look: 'running', label, told: `attempt ${attempt} of ${maxAttempts} runs for ${took(to - from)}` };
  }
  const look = status ?? 'unknown';
  const said = httpStatus !== null && httpStatus >= 400 ? `, answered ${httpStatus}` : '';
  const label = look === 'ok' ? null : labelOf(failureClass, httpStatus);
  return { kind: 'attempt', from, to, look, label, told: `${name} took ${took(to - from)}${said}` };
}

/** What is left of a check whose repeated attempts kept no moments: one bar for them all. */
function untimed({ state, attempt, status, failureClass, httpStatus }: Attempted, from: number, to: number): Mark {
  const look = state === 'finished' ? (status ?? 'unknown') : 'running';
  const label = look === 'ok' || look === 'running' ? `${attempt} attempts` : labelOf(failureClass, httpStatus);
  return { kind: 'attempt', from, to, look, label, told: `${attempt} attempts within ${took(to - from)}` };
}

/** The code that was answered, where it says that something is wrong; else the class of the failure. */
function labelOf(failureClass: string | null, httpStatus: number | null): string | null {
  return httpStatus !== null && httpStatus >= 400 ? String(httpStatus) : failureClass && spoken(failureClass);
}

/** A wait is planned in whole seconds, mostly. */
const planned = (ms: number): string => (ms >= 1_000 && ms % 1_000 === 0 && ms < 60_000 ? `${ms / 1_000} s` : took(ms));
const spoken = (failureClass: string): string => failureClass.replaceAll('_', ' ');

/** The marks in words, for who does not see them: “queued 0.4 s, attempt 1 answered 503 after 1.1 s, waited 4 s, attempt 2 …”. */
export function tellMarks(marks: readonly Mark[]): string {
  return marks.map((mark) => (mark.kind === 'queued' ? `queued ${took(mark.to - mark.from)}` : mark.told)).join(', ');
}

export interface Axis {
  /** Its length in milliseconds: a whole number of steps. */
  endMs: number;
  ticks: { at: number; label: string }[];
}

const STEPS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600].map((s) => s * 1_000)];
const MOST_TICKS = 6;

/** An axis of at most six round steps that is at least so long. */
export function axisOf(lengthMs: number): Axis {
  const step = STEPS_MS.find((one) => lengthMs <= one * MOST_TICKS) ?? Math.ceil(lengthMs / MOST_TICKS / 3_600_000) * 3_600_000;
  const steps = Math.max(1, Math.ceil(lengthMs / step));
  return {
    endMs: steps * step,
    ticks: Array.from({ length: steps }, (_, index) => ({ at: index * step, label: tickLabel(index * step) })),
  };
}

function tickLabel(ms: number): string {
  if (ms === 0) return '0';
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 60_000) return `${ms / 1_000} s`;
  const seconds = (ms % 60_000) / 1_000;
  if (ms < 3_600_000) return seconds === 0 ? `${ms / 60_000} min` : `${Math.floor(ms / 60_000)}:${String(seconds).padStart(2, '0')} min`;
  return `${ms / 3_600_000} h`;
}

/** Where a moment lies on the axis, as an SVG attribute. */
export function placeOf(ms: number, { endMs }: Axis): string {
  return `${(Math.min(1, Math.max(0, ms / endMs)) * 100).toFixed(2)}%`;
}

/** How wide a stretch is; the shortest can still be seen. */
export function widthOf({ from, to }: { from: number; to: number }, { endMs }: Axis): string {
  return `${Math.min(100, Math.max(0.35, ((Math.min(to, endMs) - from) / endMs) * 100)).toFixed(2)}%`;
}

/** How wide a track must be for a text to fit into a stretch of it: a step of 300, 420, 640 or 900 px that the stylesheet knows. Null: on none. */
export function roomFor(text: string, { from, to }: { from: number; to: number }, { endMs }: Axis): 300 | 420 | 640 | 900 | null {
  const needed = ((text.length * 6.3 + 12) * endMs) / Math.max(1, to - from);
  return ([300, 420, 640, 900] as const).find((width) => needed <= width) ?? null;
}
