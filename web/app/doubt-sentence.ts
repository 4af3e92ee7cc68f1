import type { Cause } from './causes.ts';
import { counted, sinceOrFor } from './said.ts';
import type { PartSentence, Told, VerdictFacts } from './verdict-sentence.ts';

/** Of what we cannot say anything: our own way out, our clock, our own machinery. No service is blamed for it. Null where all can be judged. */
export function doubtSentence({ causes, now }: VerdictFacts, known: readonly Told[]): PartSentence | null {
  const unknown = known.filter(({ light }) => light === 'unknown');
  if (unknown.length === 0) return null;
  const cut = causes.find(({ light, failureClass }) => light === 'unknown' && failureClass === 'no_egress');
  if (cut) return { light: 'unknown', ...withoutEgress(cut, known, now), hasCounts: true, title: '? No way out' };
  const judged =
    unknown.length === 1 ? `${unknown[0]!.label} could not be judged` : `${counted(unknown.length, 'check')} could not be judged`;
  const title = `? ${unknown.length === 1 ? unknown[0]!.label : `${unknown.length} not known`}`;
  const classes = new Set(causes.filter(({ light }) => light === 'unknown').map(({ failureClass }) => failureClass));
  if (classes.size === 1 && classes.has('clock'))
    return { light: 'unknown', headline: [`This machine’s clock is off; ${judged}.`], hasCounts: true, title: '? This machine’s clock' };
  if (classes.size === 1 && classes.has('runner'))
    return { light: 'unknown', headline: [`${judged}; the trouble is ours.`], hasCounts: true, title };
  return { light: 'unknown', headline: [`${judged}.`], hasCounts: true, title };
}

function withoutEgress(cut: Cause, known: readonly Told[], now: Date): Pick<PartSentence, 'headline' | 'announcement' | 'lines'> {
  const since = cut.since ?? now;
  const announcement = 'We cannot reach the internet.';
  // What answers from within our own network is known all the same.
  const answered = known.some(({ light, judgedAt }) => (light === 'ok' || light === 'warn') && judgedAt !== null && judgedAt > since);
  const touched = cut.checks.length + cut.waiting.length;
  const headline = answered
    ? [`We cannot reach the internet; of ${counted(touched, 'check')} nothing is known `, ...sinceOrFor(since, now), '.']
    : ['We cannot reach the internet; nothing is known ', ...sinceOrFor(since, now), '.'];
  return { headline, announcement, lines: [['No service is blamed.']] };
}
