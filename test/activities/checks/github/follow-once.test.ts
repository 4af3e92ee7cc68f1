import { expect, it } from 'vitest';
import { followOnce } from '#activities/checks/github/follow-once.ts';

const API = 'https://github.example/api/v3';
/** Asks for /old, which leads to `location`; gives what was asked for, and the status that came of it. */
async function following(location: string | null): Promise<{ asked: string[]; status: number }> {
  const asked: string[] = [];
  const ask: typeof fetch = (input) => {
    asked.push(input as string);
    return Promise.resolve(new Response(null, { status: 301, headers: location === null ? {} : { location } }));
  };
  const { status } = await followOnce(ask, { apiUrl: API })(`${API}/old`);
  return { asked, status };
}

it.each([
  ['an address of the API', `${API}/repositories/1`, [`${API}/old`, `${API}/repositories/1`]],
  ['a path', '/api/v3/repositories/1', [`${API}/old`, `${API}/repositories/1`]],
  ['another host: it would see the token', 'https://elsewhere.example/repositories/1', [`${API}/old`]],
  ['no address', 'http://[', [`${API}/old`]],
  ['nothing at all', null, [`${API}/old`]],
])('goes once where a redirection leads: to %s', async (_what, location, asked) => {
  expect(await following(location)).toEqual({ asked, status: 301 });
});
