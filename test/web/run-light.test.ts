import { expect, it } from 'vitest';
import { runLight } from '#web/app/run-light.ts';

it.each([
  ['finished', 'ok', 'ok'],
  ['finished', 'fail', 'fail'],
  ['finished', null, 'unknown'],
  ['cancelled', 'ok', 'skipped'],
  ['cancelled', 'fail', 'fail'],
  ['cancelled', 'skipped', 'skipped'],
  ['lost', 'ok', 'unknown'],
  ['lost', 'warn', 'warn'],
] as const)('the light of a run that is %s and came to %s is %s', (state, status, light) => {
  expect(runLight({ state, status })).toBe(light);
});
