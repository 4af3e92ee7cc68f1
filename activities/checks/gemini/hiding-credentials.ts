import type { ProbeTools } from '#activities/capability.ts';

/** In the names that Google, its federations’ partners and AWS give to what opens something; `token_type` and the like open nothing. */
const OPENS = /token|secret|assertion|jwt|saml|password|^value$/i;
const IS_KIND = /type$/i;
/** A text without JSON that is a token; a region or the name of a role is shorter. */
const BARE_TOKEN = /^\S{40,}$/;

/** A fetch for the making of tokens. What one is made from and what comes back on the way (another’s token, a person’s, a refresh token that
 * replaces ours) is nowhere kept, and is a secret from then on: refusals and later answers may repeat it. */
export function hidingCredentials(tools: ProbeTools): typeof fetch {
  return async (input, init) => {
    const credential = new Headers(init?.headers).get('authorization')?.replace(/^\w+ /, '');
    if (credential) tools.secret(credential);
    const form = typeof init?.body === 'string' || init?.body instanceof URLSearchParams ? new URLSearchParams(init.body) : [];
    for (const [name, value] of form) if (opens(name)) tools.secret(value);
    const response = await tools.fetchCredential(input, init);
    if (response.ok) secretsIn(await response.clone().text()).forEach(tools.secret);
    return response;
  };
}

function secretsIn(text: string): string[] {
  try {
    const found: string[] = [];
    JSON.parse(text, (name, value: unknown) => {
      if (typeof value === 'string' && opens(name)) found.push(value);
    });
    return found;
  } catch {
    return BARE_TOKEN.test(text.trim()) ? [text.trim()] : [];
  }
}

const opens = (name: string): boolean => OPENS.test(name) && !IS_KIND.test(name);
