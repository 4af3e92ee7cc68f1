import { backoff } from './backoff.ts';
import { whenLive } from './freshness.ts';

/** A page that reads itself again while the panel is away keeps its lights until it is back: Remix would put an error in their place.
 * Whoever goes to another page is told at once. */
export function patientFetch(hurried: typeof fetch): typeof fetch {
  return async (input, init) => {
    for (let tries = 0; ; tries++) {
      const answer = await wholly(hurried, input, init).catch((error: unknown) => {
        if (!isReread(input, init) || !(error instanceof TypeError)) throw error;
        return null;
      });
      if (answer !== null && !(isReread(input, init) && isFromBetween(answer))) return answer;
      await whenLive(backoff(tries), init?.signal ?? null);
    }
  };
}

/** Remix prints a read that is overtaken while its body arrives as an error; one that is overtaken before is nothing to it. So a page's data
 * is handed on whole. */
async function wholly(hurried: typeof fetch, input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> {
  const answer = await hurried(input, init);
  if (!pathOf(input).endsWith('.data') || answer.body === null) return answer;
  const { status, statusText, headers } = answer;
  return new Response(await answer.arrayBuffer(), { status, statusText, headers });
}

function pathOf(input: RequestInfo | URL): string {
  return new URL(input instanceof Request ? input.url : input, location.href).pathname;
}

function isReread(input: RequestInfo | URL, init: RequestInit | undefined): boolean {
  const pathname = pathOf(input);
  return (init?.method ?? 'GET') === 'GET' && pathname === `${location.pathname}.data`;
}

/** What stands before the panel says in its own way that there is none behind it. */
function isFromBetween({ status, headers }: Response): boolean {
  return [502, 503, 504].includes(status) && headers.get('X-Remix-Response') === null;
}
