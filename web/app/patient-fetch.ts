import { backoff } from './backoff.ts';
import { whenLive } from './freshness.ts';

/** A page that reads itself again while the panel is away keeps its lights until it is back: Remix would put an error in their place.
 * Whoever goes to another page is told at once. */
export function patientFetch(hurried: typeof fetch): typeof fetch {
  return async (input, init) => {
    for (let tries = 0; ; tries++) {
      const answer = await hurried(input, init).catch((error: unknown) => {
        if (!isReread(input, init) || !(error instanceof TypeError)) throw error;
        return null;
      });
      if (answer !== null && !(isReread(input, init) && isFromBetween(answer))) return answer;
      await whenLive(backoff(tries), init?.signal ?? null);
    }
  };
}

function isReread(input: RequestInfo | URL, init: RequestInit | undefined): boolean {
  const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
  return (init?.method ?? 'GET') === 'GET' && pathname === `${location.pathname}.data`;
}

/** What stands before the panel says in its own way that there is none behind it. */
function isFromBetween({ status, headers }: Response): boolean {
  return [502, 503, 504].includes(status) && headers.get('X-Remix-Response') === null;
}
