import { expect, it } from 'vitest';
import type { ProbeTools } from '#activities/capability.ts';
import { hidingCredentials } from '#activities/checks/gemini/hiding-credentials.ts';

/** The secrets that one exchange declares. */
async function declared(init: RequestInit, body: object | string = {}, status = 200): Promise<string[]> {
  const secrets: string[] = [];
  const tools = {
    fetchCredential: () => Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })),
    secret: (value: string) => secrets.push(value),
  };
  const response = await hidingCredentials(tools as unknown as ProbeTools)('http://127.0.0.1/token', init);
  expect(await response.text(), 'is read by who asked').toBe(typeof body === 'string' ? body : JSON.stringify(body));
  return secrets;
}

it('what a request shows of itself is a secret', async () => {
  expect(await declared({ headers: { Authorization: 'Bearer ya29.person' } })).toEqual(['ya29.person']);
});

it('so is what it exchanges, but not of what kind that is', async () => {
  const body = 'grant_type=refresh_token&refresh_token=1%2F%2Fa&client_secret=b&subject_token=c&subject_token_type=jwt&assertion=d';
  expect(await declared({ method: 'POST', body })).toEqual(['1//a', 'b', 'c', 'd']);
});

it.each<[string, object | string, string[]]>([
  ['Google', { access_token: 'a', id_token: 'b', refresh_token: 'c', token_type: 'Bearer', scope: 'd', expires_in: 1 }, ['a', 'b', 'c']],
  ['an account that is acted as', { accessToken: 'a', expireTime: '2100-01-01T00:00:00Z' }, ['a']],
  ['AWS', { Code: 'Success', Type: 'AWS-HMAC', AccessKeyId: 'a', SecretAccessKey: 'b', Token: 'c' }, ['b', 'c']],
  ['a partner', { value: 'a', nested: { token: 'b' } }, ['a', 'b']],
  ['a text', `${'a'.repeat(56)}\n`, ['a'.repeat(56)]],
  ['a text that is a region', 'eu-central-1a', []],
  ['a page', `<!doctype html><p>${'a '.repeat(56)}`, []],
])('so is what %s answers with', async (_, body, secrets) => {
  expect(await declared({}, body)).toEqual(secrets);
});

it('of a refusal nothing is one', async () => {
  expect(await declared({}, { error: 'no', token: 'expired' }, 400)).toEqual([]);
});
