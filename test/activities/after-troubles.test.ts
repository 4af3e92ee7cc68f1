import { expect, it } from 'vitest';
import { afterTroubles } from '#activities/after-troubles.ts';
import { findingOf } from '#test/support/made-up.ts';

const trouble = { attempt: 1, failureClass: 'server_error' as const, summary: 'Answered 503.', againInMs: 1_000 };
const DOC = 'docs/checks/aurora.md';

it('leaves a finding as it is where nothing was met before', () => {
  const finding = findingOf('ok');
  expect(afterTroubles(finding, [], DOC)).toBe(finding);
});

it('makes a warning, of the first trouble’s class, of what went well only later', () => {
  const finding = afterTroubles(findingOf('ok'), [trouble, { ...trouble, attempt: 2, failureClass: 'timeout' }], DOC);
  expect(finding).toMatchObject({
    status: 'warn',
    failure_class: 'server_error',
    metadata: { troubles: [{ attempt: 1 }, { attempt: 2 }] },
  });
  expect(finding.summary).toBe('It was ok. It took 3 attempts: Answered 503.');
});

it.each(['warn', 'fail', 'unknown'] as const)('keeps beside %s what the attempts before it met', (status) => {
  const finding = findingOf(status);
  expect(afterTroubles(finding, [trouble], DOC)).toEqual({ ...finding, metadata: { troubles: [trouble] } });
});
