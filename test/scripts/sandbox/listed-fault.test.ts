import { describe, expect, it } from 'vitest';
import { allFaults } from '#scripts/sandbox/all-faults.ts';
import { FEATURED } from '#scripts/sandbox/fault-title.ts';
import { listedFault } from '#scripts/sandbox/listed-fault.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { rootOf } from '#scripts/sandbox/root-of.ts';
import { hostsOf } from '#scripts/sandbox/faults-of.ts';

const faults = allFaults(
  PROVIDERS,
  PROVIDERS.flatMap(hostsOf).map((name) => ({ name })),
);
const listed = faults.map(listedFault);
const of = (id: string) => listed.find((fault) => fault.id === id)!;

describe('a listed fault', () => {
  it.each([
    ['axiom.token_revoked', { title: 'Axiom refuses the token', group: 'axiom', wire: null, status: 'fail', checks: ['axiom.token'] }],
    ['axiom.stumbles', { title: 'Axiom: stumbles', status: 'warn', surprising: true }],
    ['axiom.lag', { status: 'warn', surprising: false }],
    ['github.graphql_low', { title: 'GitHub: GraphQL low', group: 'github' }],
    ['vertex.cert_self_signed', { title: 'Vertex: the certificate is signed by itself alone', group: 'gemini.vertex', wire: 'vertex' }],
    [
      'google-token.bad_gateway',
      { title: 'Google’s token service: a proxy’s HTML page comes back with 502', checks: ['gemini.vertex.credentials'] },
    ],
    ['google-token.cert_expiring', { status: 'warn', checks: ['gemini.vertex.network'] }],
    ['spaces-cdn.closed', { group: 'spaces', status: 'fail', checks: ['spaces.network', 'spaces.public_url'] }],
    ['axiom.hangs', { status: 'fail', surprising: false }],
    ['spaces.clock', { status: 'unknown', surprising: false }],
    ['egress.cut', { title: 'This machine loses its way out', group: 'ours', wire: null, status: 'unknown', surprising: false }],
    ['reference-a.closed', { group: 'ours', wire: null, status: null, checks: [], surprising: false }],
  ])('%s says whose it is, what it touches and what becomes of the light', (id, expected) => {
    expect(of(id)).toMatchObject(expected);
  });

  it('begins with the check that the tables call nearest to the cause', () => {
    for (const fault of faults.filter(({ id }) => !id.startsWith('reference-'))) {
      const { check, status } = rootOf(fault);
      expect(listedFault(fault), fault.id).toMatchObject({ status, checks: expect.arrayContaining([check]) as string[] });
      expect(of(fault.id).checks[0], fault.id).toBe(check);
    }
  });

  it('has a name of its own, and the ones offered first are there', () => {
    expect(new Set(listed.map(({ title }) => title)).size).toBe(listed.length);
    expect(
      listed
        .filter(({ featured }) => featured)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(Object.keys(FEATURED).sort());
  });
});
