import type { OpenRun } from '#db/open-runs-reader.ts';
import type { Verdict } from '#workflows/core/status.ts';
import type { Cause } from './causes.ts';
import { doubtSentence } from './doubt-sentence.ts';
import { failingSentence } from './failing-sentence.ts';
import type { Light } from './light-of.ts';
import type { Recovered } from './recovered.ts';
import { counted, type Said } from './said.ts';
import { watcherSentence } from './watcher-sentence.ts';
import { wellLine } from './well-line.ts';

/** What the sentence needs to know of a check. */
export interface Told {
  /** Its name within a sentence. */
  label: string;
  light: Light;
  configured: boolean;
  expensive: boolean;
  /** What it was when it was last judged, however long ago. */
  verdict: Verdict | null;
  judgedAt: Date | null;
  /** The same, of the looks that nobody asked for. */
  judgedByItselfAt: Date | null;
  /** Present tense only while fresh: how long its verdict has been out of date; 0 while it is fresh. */
  overdueMs: number;
  /** An open run will look at it, or looks at it now. */
  isAwaited: boolean;
  failureClass: string | null;
  lastFailureAt: Date | null;
  /** Since when its verdict is what it is: of one that never changed, its first look. */
  verdictSince: Date | null;
}

/** Whether anybody still looks without being asked. */
export interface Watched {
  lastAutomaticAt: Date | null;
  down: boolean;
}

export interface VerdictFacts {
  now: Date;
  checks: readonly Told[];
  causes: Cause[];
  recovered: Recovered[];
  openRuns: readonly OpenRun[];
  watch: Watched;
  temporalTrouble: string | null;
}

export interface VerdictSentence {
  light: Light;
  headline: Said;
  /** What is said below it, before the counts. */
  lines: Said[];
  /** The counts tell more than the sentence does. */
  hasCounts: boolean;
  /** The first look is being taken: the light is a ring. */
  isUnderWay: boolean;
  /** The same without any time in it: what is read out when it changes. */
  announcement: string;
  /** What stands in the browser’s tab. */
  title: string;
}

const REMEDY = ['“npm start” brings it up; else look at TEMPORAL_ADDRESS.'];

/** Says in one sentence how everything is. The worst comes first: nothing of ours hides a failure, and a run that is under way replaces
 * nothing. */
export function verdictSentence(facts: VerdictFacts): VerdictSentence {
  const known = facts.checks.filter(({ configured }) => configured);
  const failing = facts.causes.filter(({ light }) => light === 'fail');
  const trouble = troubleSentence(facts, known);
  if (failing.length > 0) {
    const said = failingSentence(failing, facts.now);
    return {
      ...said,
      lines: [...said.lines, ...(trouble ? [trouble.headline, ...(facts.temporalTrouble === null ? [] : [REMEDY])] : [])],
      isUnderWay: false,
    };
  }
  const said = trouble ?? emptySentence(known) ?? firstSentence(facts, known) ?? doubtSentence(facts, known) ?? wellSentence(facts, known);
  return { isUnderWay: false, announcement: said.headline.join(''), lines: [], hasCounts: false, ...said };
}

/** A sentence of which only what differs from the usual has to be said. Without an announcement its headline may hold no time. */
export type PartSentence = Pick<VerdictSentence, 'light' | 'headline' | 'title'> & Partial<VerdictSentence>;

function troubleSentence(facts: VerdictFacts, known: readonly Told[]): PartSentence | null {
  if (facts.temporalTrouble !== null) {
    const lines = [['No service is blamed.'], REMEDY];
    return { light: 'unknown', headline: [facts.temporalTrouble], lines, hasCounts: true, title: '? Temporal does not answer' };
  }
  return facts.watch.down && known.length > 0 ? watcherSentence(facts, known) : null;
}

function emptySentence(known: readonly Told[]): PartSentence | null {
  return known.length === 0 ? { light: 'never', headline: ['Nothing is configured yet.'], title: '… Nothing configured' } : null;
}

/** While nothing is known yet. A check that was added later is no first look: what is known of the others stands. */
function firstSentence({ openRuns }: VerdictFacts, known: readonly Told[]): PartSentence | null {
  const never = known.filter(({ light }) => light === 'never');
  const awaited = never.filter(({ isAwaited }) => isAwaited);
  const begun = openRuns.length > 0 ? Math.min(...openRuns.map(({ startedAt }) => startedAt.getTime())) : null;
  if (awaited.length > 0 && begun !== null && known.every(({ judgedAt }) => judgedAt === null || judgedAt.getTime() >= begun)) {
    const planned = known.length - (never.length - awaited.length);
    const done = planned - awaited.length;
    const well = known.filter(({ light }) => light === 'ok').length;
    const costly = never.filter(({ isAwaited, expensive }) => !isAwaited && expensive).length;
    const soFar = done === 0 ? [] : [well === done ? 'So far all is well.' : `So far ${well} of ${done} are well.`];
    const wait =
      costly === 0
        ? []
        : [costly === 1 ? 'The one that costs money waits until you ask.' : `The ${costly} that cost money wait until you ask.`];
    return {
      light: 'never',
      headline: [`First look: ${done} of ${counted(planned, 'check is', 'checks are')} done.`],
      lines: [...soFar, ...wait].map((line) => [line]),
      isUnderWay: true,
      announcement: 'First look is under way.',
      title: '… First look',
    };
  }
  if (never.length < known.length) return null;
  return {
    light: 'never',
    headline: ['Nothing has run yet.'],
    lines: [['Each light comes on with its first answer.']],
    title: '… Nothing has run',
  };
}

function wellSentence(facts: VerdictFacts, known: readonly Told[]): PartSentence {
  const of = (light: Light): Told[] => known.filter((check) => check.light === light);
  const [stale, warned, skipped, never, well] = [of('stale'), of('warn'), of('skipped'), of('never'), of('ok')];
  if (stale.length > 0) {
    const text = `${counted(stale.length, 'check is', 'checks are')} out of date`;
    const oldest = Math.max(...stale.map(({ overdueMs }) => overdueMs));
    return {
      light: 'stale',
      headline: [`${text}, ${stale.length === 1 ? '' : 'the oldest '}by `, { since: new Date(facts.now.getTime() - oldest) }, '.'],
      hasCounts: true,
      announcement: `${text}.`,
      title: '? Out of date',
    };
  }
  if (warned.length > 0) {
    const works = skipped.length > 0 ? 'What was looked at works' : 'Everything works';
    const isClock = warned.every(({ failureClass }) => failureClass === 'clock');
    const warns = isClock ? ', but this machine’s clock is off.' : `; ${counted(warned.length, 'check warns', 'checks warn')}.`;
    const title = isClock ? '▲ This machine’s clock' : `▲ ${warned.length === 1 ? warned[0]!.label : `${warned.length} warn`}`;
    return { light: 'warn', headline: [works + warns], hasCounts: true, title };
  }
  if (skipped.length > 0) {
    if (well.length === 0)
      return {
        light: 'skipped',
        headline: [`Nothing was looked at: ${counted(skipped.length, 'check was', 'checks were')} skipped.`],
        title: '– Skipped',
      };
    return { light: 'ok', headline: ['What was looked at is well.'], lines: wellLine(facts, known), hasCounts: true, title: '✓ Well' };
  }
  const text = well.length === 1 ? 'The one check that ran is well.' : `All ${counted(well.length, 'check is', 'checks are')} well.`;
  return { light: 'ok', headline: [text], lines: wellLine(facts, known), hasCounts: never.length > 0, title: '✓ All well' };
}
