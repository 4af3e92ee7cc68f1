import { describe, expect, it } from 'vitest';
import { credentialsIn, UNTOLD, type CredentialLight } from '#workflows/core/beside-finding.ts';
import { credentialWords } from '#workflows/core/credential-words.ts';
import { credentialsOfRun } from '#workflows/core/credentials-of-run.ts';

const light = (more: Partial<CredentialLight> = {}): CredentialLight => ({
  ...UNTOLD,
  variable: 'AURORA_KEY',
  source: 'variable',
  ...more,
});
const ends = { expires_at: '2026-03-03T10:00:00.000Z', days_left: 61 };

describe('a credential in words', () => {
  it.each<[Partial<CredentialLight>, string]>([
    [{ may: ['ingest', 'query'], ...ends }, 'from the variable, may ingest and query, expires in 61 days (2026-03-03)'],
    [{ may: ['ingest'], ...ends, days_left: 1 }, 'from the variable, may ingest, expires in 1 day (2026-03-03)'],
    [{ may: ['ingest'], ...ends, days_left: -3 }, 'from the variable, may ingest, expired 3 days ago (2026-03-03)'],
    [{ may: ['ingest'], expires_at: 'never' }, 'from the variable, may ingest, never expires'],
    [{ may: [], expires_at: 'never' }, 'from the variable, may nothing, never expires'],
    [{ created_at: '2026-01-01T00:00:00.000Z', expires_at: 'never' }, 'from the variable, made 2026-01-01, never expires; rights not told'],
    [{ source: 'file /run/key', may: ['ingest'] }, 'from file /run/key, may ingest; expiry not told'],
    [{}, 'from the variable; rights and expiry not told'],
    [
      { may: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], ...ends },
      'from the variable, may a, b, c, d, e, f and 2 more, expires in 61 days (2026-03-03)',
    ],
  ])('%j', (more, words) => expect(credentialWords(light(more))).toBe(words));
});

describe('the credentials of a run', () => {
  const probe = (...credentials: object[]) => ({ metadata: { credentials } });

  it('stand there once, with all that any check came to know', () => {
    const lights = credentialsOfRun([
      probe(light()),
      probe(light({ may: ['ingest'] })),
      probe(light({ may: ['ingest', 'query'], ...ends, identity: 'doctor' })),
      { metadata: {} },
    ]);
    expect(lights).toEqual([light({ may: ['ingest', 'query'], ...ends, identity: 'doctor' })]);
  });

  it('are two where the key was changed on the way', () => {
    expect(credentialsOfRun([probe(light({ fingerprint: 'a' })), probe(light({ fingerprint: 'b' }))])).toHaveLength(2);
  });

  it('tell nothing where an older probe kept less', () => {
    expect(credentialsIn(probe({ variable: 'AURORA_KEY', source: 'variable', last_four: 'c41e', fingerprint: 'f' }).metadata)).toEqual([
      light({ last_four: 'c41e', fingerprint: 'f' }),
    ]);
  });
});
