import { expect, it } from 'vitest';
import { lookUp } from '#activities/network/look-up.ts';

it('gives the addresses of a name, family by family', async () => {
  expect(await lookUp('localhost', 4)).toMatchObject({ addresses: ['127.0.0.1'], code: null });
});

it('takes an address for its own answer, in its family alone', async () => {
  expect(await lookUp('127.0.0.1', 4)).toEqual({ addresses: ['127.0.0.1'], ms: 0, code: null });
  expect(await lookUp('127.0.0.1', 6)).toEqual({ addresses: [], ms: 0, code: null });
  expect((await lookUp('[::1]', 6)).addresses).toEqual(['[::1]']);
});

it('says by which code a name has none', async () => {
  const { addresses, code, ms } = await lookUp('no-such-name.invalid', 4);
  expect(addresses).toEqual([]);
  expect(code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  expect(ms).toBeGreaterThan(0);
});
