import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { patientFetch } from '#web/app/patient-fetch.ts';

beforeEach(() => vi.stubGlobal('location', new URL('http://panel/ops')));
afterEach(() => vi.unstubAllGlobals());

/** An answer whose body breaks off when its reader is told to stop. */
const slow = (signal: AbortSignal): Response =>
  new Response(new ReadableStream({ start: (body) => signal.addEventListener('abort', () => body.error(signal.reason)) }));

it('a read that is overtaken while its body arrives ends as one that is overtaken before: whoever asked gets no half answer', async () => {
  const stop = new AbortController();
  const reading = patientFetch(() => Promise.resolve(slow(stop.signal)))('/ops.data', { signal: stop.signal });
  stop.abort();
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
});

it('what is no page’s data is handed on while it arrives', async () => {
  const answer = await patientFetch(() => Promise.resolve(slow(new AbortController().signal)))('/ops/events');
  expect(answer.bodyUsed).toBe(false);
});
