import { expect, it } from 'vitest';
import { blockedRepository } from '#activities/checks/github/blocked-repository.ts';
import { exchangeOf } from '#test/support/judge-made-up.ts';

const answered = (status: number, body: unknown) =>
  blockedRepository(exchangeOf('GET', status, { bodyText: typeof body === 'string' ? body : JSON.stringify(body) }), 'acme/widgets');

it.each([
  [451, 'dmca', 'counter notice'],
  [403, 'tos', 'https://github.com/tos'],
])('a %i with a block for %s is no lack of a permission, and the first step says where to read why', (status, reason, words) => {
  const refusal = answered(status, { message: 'worded otherwise', block: { reason, html_url: 'https://github.com/tos' } });
  expect(refusal).toMatchObject({ failureClass: 'blocked', hint: { id: 'GH_BLOCKED' } });
  expect(refusal!.summary).toContain(`acme/widgets (${reason})`);
  expect(refusal!.hint.steps[0]).toContain(words);
});

it('a block that says nothing more is one all the same', () => {
  expect(answered(403, { block: {} })!.hint.steps[0]).toBe('Read why: GitHub has written to the repository’s owner.');
});

it.each([
  [403, { message: 'Resource not accessible by integration' }],
  [403, 'a page of a proxy'],
  [404, { message: 'Not Found', block: { reason: 'tos' } }],
])('a %i with %j is none', (status, body) => {
  expect(answered(status, body)).toBeNull();
});
