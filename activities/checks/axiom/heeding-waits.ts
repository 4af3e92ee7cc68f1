import { askedWait } from '#activities/judging/asked-wait.ts';

/** So long the SDK waits before it asks again, whatever it was asked for. */
const SDK_WAITS_MS = 1_000;

/** A fetch for the SDK, which asks again after each 5xx by itself: who has asked to be left alone for longer than it waits is not asked. It is
 * given the same answer again. */
export function heedingWaits(fetch: typeof globalThis.fetch): typeof fetch {
  const held = new Map<string, { answer: Response; until: number }>();
  return async (input, init) => {
    const request = `${init?.method ?? 'GET'} ${input instanceof Request ? input.url : String(input)}`;
    const last = held.get(request);
    if (last && Date.now() < last.until) return last.answer.clone();
    const answer = await fetch(input, init);
    const wait = answer.status >= 500 ? askedWait({ headers: Object.fromEntries(answer.headers) }, { wallClock: new Date() }) : null;
    if (!wait || wait.ms <= SDK_WAITS_MS) return answer;
    held.set(request, { answer, until: Date.now() + wait.ms });
    return answer.clone();
  };
}
