import { describe, expect, it } from 'vitest';
import type { Exchange } from '#activities/evidence.ts';
import { withCost } from '#activities/judging/with-cost.ts';
import { findingOf } from '#test/support/made-up.ts';

const trouble = (phase: 'dns' | 'tcp' | 'tls' | 'http') => ({ status: null, trouble: { phase, code: 'X', message: '' } });
const cost = (exchanges: Partial<Exchange>[], said = 0) =>
  withCost({ ...findingOf('ok'), cost_usd: said }, { exchanges: exchanges as Exchange[] }, 0.04).cost_usd;

describe('the estimated cost of a probe', () => {
  it.each<[string, Partial<Exchange>[], number]>([
    ['is that of the check where the provider answered', [{ status: 200, trouble: null }], 0.04],
    ['is nothing where nothing went out', [], 0],
    [
      'is nothing where the provider refused',
      [
        { status: 200, trouble: null },
        { status: 403, trouble: null },
      ],
      0,
    ],
    ['is nothing where there was no way to the provider', [trouble('tls')], 0],
    ['may be all of it where the answer was cut off', [trouble('http')], 0.04],
    ['may be all of it where nobody waited for the answer', [{ status: null, trouble: null }], 0.04],
  ])('%s', (_, exchanges, expected) => {
    expect(cost(exchanges)).toBe(expected);
  });

  it('is nothing where a help was asked for after the refusal', () => {
    const refused = { ...findingOf('fail'), http_status: 404 };
    const exchanges = [404, 200].map((status) => ({ status, trouble: null })) as Exchange[];
    expect(withCost(refused, { exchanges }, 0.04).cost_usd).toBe(0);
  });

  it('is what the judge says, where he says it', () => {
    expect(cost([{ status: 403, trouble: null }], 0.01)).toBe(0.01);
  });
});
