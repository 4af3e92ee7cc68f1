import { causeWords } from './cause-words.ts';
import type { Cause } from './causes.ts';
import { counted, listed, sinceOrFor, type Said } from './said.ts';
import type { VerdictSentence } from './verdict-sentence.ts';

const NAMED_AT_MOST = 3;
/** What one run met was met together. */
const TOGETHER_MS = 60_000;

/** What is failing, in a sentence: one cause by what it is, a few checks by their names, more by their number. What is out of date is told
 * as the past, and only then. */
export function failingSentence(failing: readonly Cause[], now: Date): Omit<VerdictSentence, 'isUnderWay'> {
  const [fresh, old] = [failing.filter(({ overdueMs }) => overdueMs === 0), failing.filter(({ overdueMs }) => overdueMs > 0)];
  const told = fresh.length > 0 ? fresh : old;
  const count = told.flatMap(({ checks }) => checks).length;
  const said =
    told.length === 1 && (told[0]!.checks.length === 1 || causeWords(told[0]!).isNamed)
      ? oneCause(told[0]!, now)
      : several(told, count, now);
  const all = failing.flatMap(({ checks }) => checks);
  return {
    light: 'fail',
    ...said,
    lines: [...said.lines, ...(fresh.length > 0 && old.length > 0 ? [pastOf(old, now)] : [])],
    title: failing.length === 1 ? `✕ ${failing[0]!.label}` : `✕ ${all.length} failing`,
    hasCounts: true,
  };
}

type Sentence = Pick<VerdictSentence, 'headline' | 'lines' | 'announcement'>;

function oneCause(cause: Cause, now: Date): Sentence {
  const { hasBeen, is } = causeWords(cause);
  const lines = waitLines([cause]);
  if (cause.overdueMs > 0) return { headline: pastOf([cause], now), lines, announcement: `${causeWords(cause).was} when last looked at.` };
  const since = cause.since ?? now;
  if (cause.isOnce) {
    const once = `${cause.label} failed once`;
    return {
      headline: cause.isAwaited ? [`${once}; looking again.`] : [`${once}, `, { ago: since }, '.'],
      lines,
      announcement: cause.isAwaited ? `${once}; looking again.` : `${once}.`,
    };
  }
  return { headline: [`${hasBeen} for `, { since }, '.'], lines, announcement: `${is}.` };
}

function several(causes: readonly Cause[], count: number, now: Date): Sentence {
  const lines = [...behindLines(causes, count), ...waitLines(causes)];
  if (causes.every(({ overdueMs }) => overdueMs > 0)) {
    return { headline: pastOf(causes, now), lines, announcement: `${wereFailing(causes)} when last looked at.` };
  }
  const names = causes.flatMap(({ checks }) => checks.map(({ label }) => label));
  const who = count <= NAMED_AT_MOST ? listed(names) : `${counted(count, 'check')}${inScopes(causes)}`;
  const begun = causes.map(({ since }) => (since ?? now).getTime());
  const first = new Date(Math.min(...begun));
  if (causes.every(({ isOnce }) => isOnce)) {
    const once = `${who} failed once`;
    if (causes.every(({ isAwaited }) => isAwaited))
      return { headline: [`${once}; looking again.`], lines, announcement: `${once}; looking again.` };
    const isTogether = Math.max(...begun) - first.getTime() < TOGETHER_MS;
    return { headline: [`${once}, ${isTogether ? '' : 'the first '}`, { ago: first }, '.'], lines, announcement: `${once}.` };
  }
  return { headline: [`${who} are failing, the first `, ...sinceOrFor(first, now), '.'], lines, announcement: `${who} are failing.` };
}

/** “Axiom ingest was failing when last looked at; that is out of date by 3 hours.” */
function pastOf(causes: readonly Cause[], now: Date): Said {
  const overdue = Math.max(...causes.map(({ overdueMs }) => overdueMs));
  return [`${wereFailing(causes)} when last looked at; that is out of date by `, { since: new Date(now.getTime() - overdue) }, '.'];
}

function wereFailing(causes: readonly Cause[]): string {
  if (causes.length === 1) return causeWords(causes[0]!).was;
  const checks = causes.flatMap(({ checks: its }) => its);
  return `${checks.length <= NAMED_AT_MOST ? listed(checks.map(({ label }) => label)) : counted(checks.length, 'check')} were failing`;
}

/** Where fewer causes than checks are behind it. */
function behindLines(causes: readonly Cause[], count: number): Said[] {
  if (causes.length === count) return [];
  return [[causes.length === 1 ? 'One cause is behind them.' : `${causes.length} causes are behind them.`]];
}

function waitLines(causes: readonly Cause[]): Said[] {
  const waiting = new Set(causes.flatMap((cause) => cause.waiting.map(({ name }) => name))).size;
  if (waiting === 0) return [];
  return [[`${counted(waiting, 'check waits', 'checks wait')} for ${causes.length === 1 ? 'it' : 'them'}.`]];
}

function inScopes(causes: readonly Cause[]): string {
  const scopes = new Set(causes.flatMap(({ checks }) => checks.map(({ scope }) => scope))).size;
  return scopes > 1 ? ` in ${scopes} scopes` : '';
}
