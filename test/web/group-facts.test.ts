import { describe, expect, it } from 'vitest';
import type { GroupFacts } from '#db/group-facts-reader.ts';
import { UNTOLD } from '#workflows/core/beside-finding.ts';
import { credentialBeside, networkBeside } from '#web/app/group-facts.ts';
import { boardRow } from './board-rows.ts';

const key = { ...UNTOLD, variable: 'BRUMA_TOKEN', source: 'variable', last_four: 'c41e' };
const facts = (more: object = {}, certificateDays: number | null = 61): GroupFacts => ({
  scope: 'bruma',
  provider: null,
  credential: { ...key, ...more },
  certificateDays,
});
const network = boardRow('bruma.network', { durationMs: 38 });
const token = boardRow('bruma.token');
const ingest = boardRow('bruma.ingest');

describe('the light of a credential', () => {
  it('is well where it was accepted, and says which it is', () => {
    expect(credentialBeside([network, token], facts({ days_left: 61 }))).toEqual({
      light: 'ok',
      name: 'Key …c41e',
      fact: 'from BRUMA_TOKEN, 61 d left',
      check: 'bruma.token',
    });
  });

  it('is that of the check that blames it, not of one that blames the service', () => {
    const refused = { ...ingest, light: 'fail', failureClass: 'permission' } as const;
    const broken = { ...ingest, light: 'fail', failureClass: 'server_error' } as const;
    expect(credentialBeside([network, token, refused], facts())).toMatchObject({ light: 'fail', check: 'bruma.ingest' });
    expect(credentialBeside([network, token, broken], facts())).toMatchObject({ light: 'ok' });
  });

  it.each([
    [14, 'warn', '14 d left'],
    [15, 'ok', '15 d left'],
    [-1, 'warn', 'expired'],
  ])('with %d days left is %s', (days_left, light, words) => {
    expect(credentialBeside([token], facts({ days_left }))).toMatchObject({ light, fact: `from BRUMA_TOKEN, ${words}` });
  });

  it('does not vouch for what nobody accepted', () => {
    expect(credentialBeside([{ ...token, light: 'unknown' }], facts())).toMatchObject({ light: 'unknown' });
    expect(credentialBeside([{ ...token, light: 'never' }], facts())).toMatchObject({ light: 'never' });
  });

  it('is not red where the service alone is blamed', () => {
    expect(credentialBeside([{ ...token, light: 'fail', failureClass: 'server_error' }], facts())).toMatchObject({ light: 'unknown' });
  });

  it('names whose it is where that is known', () => {
    expect(credentialBeside([token], facts({ identity: 'greenlight@acme.iam' }))).toMatchObject({ name: 'greenlight' });
    expect(credentialBeside([token], facts({ last_four: null, fingerprint: 'SHA256:mMgVE0gsQReJ' }))).toMatchObject({
      name: 'Key SHA256:mMgVE0g…',
    });
  });

  it('is left out where none was ever told of', () => {
    expect(credentialBeside([token], undefined)).toBeNull();
    expect(credentialBeside([network], facts())).toBeNull();
  });
});

describe('the light of the network', () => {
  it('says how long it took and when the first certificate ends', () => {
    expect(networkBeside([token, network], facts())).toEqual({
      light: 'ok',
      name: 'Network 38 ms',
      fact: 'certificate 61 d',
      check: 'bruma.network',
    });
    expect(networkBeside([network], undefined)).toMatchObject({ fact: null });
  });

  it.each([[[token]], [[{ ...network, light: 'never' as const }]], [[{ ...network, configured: false }]]])(
    'is left out where nobody looked',
    (rows) => {
      expect(networkBeside(rows, facts())).toBeNull();
    },
  );
});
