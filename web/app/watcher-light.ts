import type { Light } from './light-of.ts';
import { watchFacts, type Watched } from './watch-line.ts';

/** What the head of every page says of the watch: a word with its light, and what follows it. */
export interface WatcherLight {
  light: Light | 'running';
  word: string;
  /** A moment to tell after it: how long ago it `ran`, or `since` when there is silence. Else a few words, which may be empty. */
  then: { ran: Date } | { since: Date } | string;
}

/** Whether anyone is still looking. Null where nobody is expected to. */
export function watcherLight(watch: Watched, now: Date): WatcherLight | null {
  if (watch.everyMs === null) return null;
  const { last } = watch;
  if (watch.paused !== null) return { light: 'skipped', word: 'Paused', then: watch.paused.trim() };
  if (watchFacts(watch, now).down) return { light: 'unknown', word: 'Watcher down', then: { since: last!.startedAt } };
  if (watch.silent) return { light: 'unknown', word: 'Not watching', then: 'Temporal does not answer' };
  // Why, and what to do about it, is told once, where the watch is told of.
  if (watch.missing) return { light: 'unknown', word: 'Not watching', then: '' };
  if (last === null) return { light: 'never', word: 'Watching', then: 'nothing has run yet' };
  if (last.state === 'running' || last.state === 'asked') return { light: 'running', word: 'Running', then: '' };
  return { light: 'ok', word: 'Watching', then: { ran: last.startedAt } };
}
