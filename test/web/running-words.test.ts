import { expect, it } from 'vitest';
import { runningWords } from '#web/app/running-words.ts';

const NOW = new Date('2026-01-30T12:00:00Z');
const at = (ms: number) => new Date(NOW.getTime() + ms);
const trouble = { attempt: 1, failureClass: 'server_error', summary: 'Answered 503.', againInMs: 4_000 };

const TABLE: [string, Partial<Parameters<typeof runningWords>[0]>, string][] = [
  ['waits for its turn', { state: 'pending', startedAt: null }, 'Waits for its turn'],
  ['runs', { startedAt: at(-100) }, 'Running 100 ms'],
  ['says which attempt it is', { attempt: 2, startedAt: at(-2_000) }, 'Attempt 2 of 3, running 2.0 s'],
  ['waits between attempts', { nextAttemptAt: at(3_200), troubles: [trouble] }, 'Attempt 2 of 3, again in 4 s'],
  ['is about to try again', { nextAttemptAt: at(-10), troubles: [trouble] }, 'Attempt 2 of 3, at once'],
  ['never ran less than nothing, whatever the clocks say', { startedAt: at(500) }, 'Running 0 ms'],
];

it.each(TABLE)('a look that %s', (_, more, words) => {
  const look: Parameters<typeof runningWords>[0] = {
    asked: true,
    state: 'running',
    attempt: 1,
    maxAttempts: 3,
    troubles: [],
    startedAt: NOW,
    nextAttemptAt: null,
    status: null,
    summary: null,
    failureClass: null,
    durationMs: null,
    ...more,
  };
  expect(runningWords(look, NOW)).toEqual({ words, met: more.troubles ? 'Answered 503.' : null });
});
