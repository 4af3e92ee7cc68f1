import { expect, it } from 'vitest';
import { lookupAt } from '#activities/transport/lookup-at.ts';
import { openNameServer } from '#scripts/sandbox/name-server.ts';
import { lookUp } from '#activities/network/look-up.ts';

it('gives the addresses of a name, family by family', async () => {
  expect(await lookUp('localhost', 4)).toMatchObject({ addresses: ['127.0.0.1'], code: null });
});

it('takes an address for its own answer, in its family alone', async () => {
  expect(await lookUp('127.0.0.1', 4)).toEqual({ addresses: ['127.0.0.1'], ms: 0, code: null });
  expect(await lookUp('127.0.0.1', 6)).toEqual({ addresses: [], ms: 0, code: null });
  expect((await lookUp('[::1]', 6)).addresses).toEqual(['[::1]']);
});

it('asks whom it is told to ask', async () => {
  const names = await openNameServer(0, (name) => name === 'here.greenlight.test');
  const lookup = lookupAt(names.address);
  expect(await lookUp('here.greenlight.test', 4, lookup)).toMatchObject({ addresses: ['127.0.0.1'], code: null });
  expect(await lookUp('here.greenlight.test', 6, lookup)).toMatchObject({ addresses: [], code: 'ENODATA' });
  expect(await lookUp('there.greenlight.test', 4, lookup)).toMatchObject({ addresses: [], code: 'ENOTFOUND' });
  await names.close();
});

it('says by which code a name has none', async () => {
  const { addresses, code, ms } = await lookUp('no-such-name.invalid', 4);
  expect(addresses).toEqual([]);
  expect(code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  expect(ms).toBeGreaterThan(0);
});
