import { expect, it } from 'vitest';
import { warnOfExpiry } from '#activities/judging/warn-of-expiry.ts';
import { axiomEvidence } from '#test/support/axiom-evidence.ts';

/** Judged on the first of January 2026. */
const warned = (expiresAt: string | null, thresholds: Record<string, number> = {}) =>
  warnOfExpiry(
    axiomEvidence({}, []),
    { thresholds, doc: 'docs/x.md' },
    { summary: 'It works.' },
    { what: 'The token in AURORA_TOKEN', expiresAt, steps: (on) => [`Mend it before ${on}.`] },
  );

it.each([
  ['2026-01-14T12:00:00Z', 'It works. But it ends in 13 days, on 2026-01-14.'],
  ['2026-01-02T12:00:00Z', 'It works. But it ends in 1 day, on 2026-01-02.'],
  ['2025-12-30T12:00:00Z', 'It works. But it ended on 2025-12-30.'],
])('a credential that ends on %s is a warning while it works', (at, summary) => {
  expect(warned(at)).toMatchObject({
    status: 'warn',
    failure_class: 'expiring',
    summary,
    hint: { id: 'EXPIRING', title: expect.stringContaining('AURORA_TOKEN'), steps: [`Mend it before ${at.slice(0, 10)}.`] },
  });
});

it.each(['2026-01-15T00:00:00Z', 'never', null, 'soon'])('one that ends %s is not', (at) => expect(warned(at)).toBeNull());

it('how long before is somebody’s to say', () => {
  expect(warned('2026-01-14T12:00:00Z', { expiry_warn_days: 7 })).toBeNull();
  expect(warned('2026-02-14T12:00:00Z', { expiry_warn_days: 60 })).toMatchObject({ status: 'warn' });
});
