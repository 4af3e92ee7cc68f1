import { expect, it } from 'vitest';
import { afterTroubles } from '#activities/after-troubles.ts';
import { findingOf } from '#test/support/made-up.ts';
import { RUNG_NAMES } from '#workflows/core/finding.ts';

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

it('marks the rung that broke at first, and no other', () => {
  const rungs = RUNG_NAMES.map((name) => ({ name, status: 'ok' as const, duration_ms: 1, detail: null }));
  const finding = afterTroubles({ ...findingOf('ok'), rungs }, [{ ...trouble, rung: 'http' }], DOC);
  expect(finding.rungs.filter(({ status }) => status !== 'ok')).toMatchObject([
    { name: 'http', status: 'warn', detail: 'broke in attempt 1' },
  ]);
});

it('hands on what the provider calls the requests that went wrong', () => {
  const met = [
    { ...trouble, requestId: 'req-1' },
    { ...trouble, attempt: 2, requestId: null },
    { ...trouble, attempt: 3, requestId: 'req-3' },
  ];
  expect(afterTroubles(findingOf('ok'), met, DOC).hint!.steps.at(-1)).toBe('To the provider’s support quote the request req-1, req-3.');
  expect(afterTroubles(findingOf('ok'), [trouble], DOC).hint!.steps.join(' ')).not.toContain('support');
});

it.each(['warn', 'fail', 'unknown'] as const)('keeps beside %s what the attempts before it met', (status) => {
  const finding = findingOf(status);
  expect(afterTroubles(finding, [trouble], DOC)).toEqual({ ...finding, metadata: { troubles: [trouble] } });
});
