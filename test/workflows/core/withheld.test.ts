import { describe, expect, it } from 'vitest';
import { withheld, type Ended } from '#workflows/core/withheld.ts';

const ended = (check: string, status: Ended['status'], unprobed: Partial<NonNullable<Ended['unprobed']>> | null = null): Ended => ({
  check,
  status,
  unprobed: unprobed && { check, status: status as 'skipped', failureClass: 'prerequisite', because: null, ...unprobed },
});

describe('a check is withheld by its prerequisites', () => {
  it('not at all while they are ok or warn', () => {
    expect(withheld('a.upload', [ended('a.key', 'ok'), ended('a.bucket', 'warn')])).toBeNull();
  });

  it('as skipped when one fails, and names it', () => {
    expect(withheld('a.upload', [ended('a.key', 'ok'), ended('a.bucket', 'fail')])).toEqual({
      check: 'a.upload',
      status: 'skipped',
      failureClass: 'prerequisite',
      because: 'a.bucket',
    });
  });

  it('with the root named when the prerequisite was itself withheld', () => {
    const bucket = ended('a.bucket', 'skipped', { because: 'a.key' });
    expect(withheld('a.upload', [bucket])).toMatchObject({ status: 'skipped', because: 'a.key' });
  });

  it('as unknown when one is unknown, since nothing can be said', () => {
    expect(withheld('a.upload', [ended('a.bucket', 'unknown')])).toMatchObject({
      status: 'unknown',
      failureClass: 'prerequisite',
      because: 'a.bucket',
    });
  });

  it('as skipped when one fails and another is unknown: what is known wins', () => {
    expect(withheld('a.upload', [ended('a.bucket', 'unknown'), ended('a.key', 'fail')])).toMatchObject({
      status: 'skipped',
      because: 'a.key',
    });
  });

  it('not by one that was skipped for a reason of its own', () => {
    expect(withheld('a.upload', [ended('a.bucket', 'skipped')])).toBeNull();
  });
});
