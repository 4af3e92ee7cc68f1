import type { Light } from './light-of.ts';
import { spelled } from './times.ts';

/** What the sentence needs to know of a check. */
export interface Told {
  /** Its name within a sentence. */
  label: string;
  scope: string;
  light: Light;
  configured: boolean;
  /** How long its verdict has stood, in milliseconds. */
  forMs: number;
  /** Present tense only while fresh: how long its verdict has been out of date; 0 while it is fresh. */
  overdueMs: number;
  /** An open run will look at it, or looks at it now. */
  awaited: boolean;
}

export interface VerdictSentence {
  light: Light;
  headline: string;
  /** The same without any time in it: what is read out when it changes. */
  announcement: string;
  /** What stands in the browser's tab. */
  title: string;
}

/** Says in one sentence how everything is. The worst comes first; `temporalTrouble` takes the headline only where nothing fails. */
export function verdictSentence(checks: readonly Told[], temporalTrouble: string | null = null): VerdictSentence {
  const known = checks.filter(({ configured }) => configured);
  const of = (light: Light): Told[] => known.filter((check) => check.light === light);
  const [failing, unknown, stale, warned, skipped, never, well] = [
    of('fail'),
    of('unknown'),
    of('stale'),
    of('warn'),
    of('skipped'),
    of('never'),
    of('ok'),
  ];
  if (failing.length > 0) return failingSentence(failing);
  if (temporalTrouble) return say('unknown', temporalTrouble, '? Temporal does not answer');
  if (known.length === 0) return say('never', 'Nothing is configured yet.', '… Nothing configured');
  if (never.some(({ awaited }) => awaited)) {
    const planned = known.filter(({ awaited, light }) => awaited || light !== 'never').length;
    return say(
      'never',
      `First look: ${planned - never.filter(({ awaited }) => awaited).length} of ${planned} checks are done.`,
      '… First look',
      'First look is under way.',
    );
  }
  if (never.length === known.length) return say('never', 'Nothing has run yet.', '… Nothing has run');
  if (stale.length > 0) {
    const text = `${checksAre(stale.length)} out of date`;
    return say(
      'stale',
      `${text}, ${stale.length === 1 ? '' : 'the oldest '}by ${spelled(Math.max(...stale.map(({ overdueMs }) => overdueMs)))}.`,
      '? Out of date',
      `${text}.`,
    );
  }
  if (unknown.length > 0) {
    const text = unknown.length === 1 ? `${unknown[0]!.label} could not be judged.` : `${unknown.length} checks could not be judged.`;
    return say('unknown', text, `? ${unknown.length === 1 ? unknown[0]!.label : `${unknown.length} not known`}`);
  }
  if (warned.length > 0) {
    const one = warned.length === 1;
    return say(
      'warn',
      `${skipped.length > 0 ? 'What was looked at works' : 'Everything works'}; ${one ? '1 check warns' : `${warned.length} checks warn`}.`,
      `▲ ${one ? warned[0]!.label : `${warned.length} warn`}`,
    );
  }
  if (skipped.length > 0) {
    const text = `${well.length} of ${known.length - never.length} checks are well; ${skipped.length === 1 ? '1 was' : `${skipped.length} were`} skipped.`;
    return say(well.length > 0 ? 'ok' : 'skipped', text, well.length > 0 ? '✓ Well' : '– Skipped');
  }
  return say('ok', well.length === 1 ? 'The one check that ran is well.' : `All ${well.length} checks are well.`, '✓ All well');
}

function failingSentence(failing: readonly Told[]): VerdictSentence {
  const title = failing.length === 1 ? `✕ ${failing[0]!.label}` : `✕ ${failing.length} failing`;
  if (failing.length === 1) {
    const { label, forMs, overdueMs } = failing[0]!;
    const announcement = `${label} is failing.`;
    if (overdueMs > 0)
      return say('fail', `${label} was failing when last looked at; that is out of date by ${spelled(overdueMs)}.`, title, announcement);
    return say('fail', `${label} has been failing for ${spelled(forMs)}.`, title, announcement);
  }
  if (failing.length <= 3) return say('fail', `${listed(failing.map(({ label }) => label))} are failing.`, title);
  const scopes = new Set(failing.map(({ scope }) => scope)).size;
  const text = `${failing.length} checks${scopes > 1 ? ` in ${scopes} scopes` : ''} are failing`;
  return say('fail', `${text}, the first for ${spelled(Math.max(...failing.map(({ forMs }) => forMs)))}.`, title, `${text}.`);
}

function say(light: Light, headline: string, title: string, announcement = headline): VerdictSentence {
  return { light, headline, announcement, title };
}

function checksAre(count: number): string {
  return count === 1 ? '1 check is' : `${count} checks are`;
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
