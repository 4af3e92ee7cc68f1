import { expect, it } from 'vitest';
import { ModeMismatch } from '#db/assert-mode.ts';
import { untilItAnswers } from '#worker/until-it-answers.ts';

/** Tries something that fails as often as there are errors. */
async function attempt(errors: Error[]) {
  const warned: unknown[] = [];
  let tries = 0;
  const logger = { warn: (...words: unknown[]) => warned.push(words) } as never;
  const outcome = await untilItAnswers(
    'Postgres',
    () => {
      const error = errors[tries++];
      return error ? Promise.reject(error) : Promise.resolve('connected');
    },
    logger,
  ).catch((error: unknown) => error);
  return { outcome, tries, warned };
}

it('tries until it works, and says once that it waits', async () => {
  const { outcome, tries, warned } = await attempt([new Error('refused'), new Error('refused again')]);
  expect({ outcome, tries }).toEqual({ outcome: 'connected', tries: 3 });
  expect(warned).toEqual([['Postgres does not answer yet; trying again until it does.', { error: 'refused' }]]);
});

it('gives up at once where trying again will never help', async () => {
  const mismatch = new ModeMismatch('This database holds live results.');
  expect(await attempt([mismatch])).toEqual({ outcome: mismatch, tries: 1, warned: [] });
});
