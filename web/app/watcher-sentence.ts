import { counted, sinceOrFor, type Said } from './said.ts';
import type { PartSentence, Told, VerdictFacts } from './verdict-sentence.ts';

/** Nobody looks any more: since when, and how old what is shown has become. */
export function watcherSentence({ watch: { lastAutomaticAt: at }, now }: VerdictFacts, known: readonly Told[]): PartSentence {
  const sentence = { light: 'stale', title: '? Nobody is watching' } as const;
  if (at === null) return { ...sentence, headline: ['Nothing has run by itself yet: the watcher is down.'], hasCounts: true };
  const judged = known.filter(({ judgedAt }) => judgedAt !== null);
  const isAskedSince = judged.some(
    ({ judgedAt, judgedByItselfAt }) => judgedAt! > at && (judgedByItselfAt === null || judgedAt! > judgedByItselfAt),
  );
  const nothing = isAskedSince ? 'Nothing has run by itself' : 'Nothing has run';
  return {
    ...sentence,
    headline: [`${nothing} `, ...sinceOrFor(at, now), ': the watcher is down.'],
    lines: isAskedSince ? [] : [oldLights(judged, at)],
    // What people ran meanwhile is of today, and counts.
    hasCounts: isAskedSince,
    announcement: 'The watcher is down.',
  };
}

function oldLights(judged: readonly Told[], at: Date): Said {
  const well = judged.filter(({ verdict }) => verdict === 'ok').length;
  const lights = judged.length === 1 ? 'This light is' : `These ${counted(judged.length, 'light')} are`;
  return [`${lights} `, { since: at }, ` old; ${well} ${well === 1 ? 'was' : 'were'} well then.`];
}
