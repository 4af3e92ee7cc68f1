import type { Painted } from '#activities/checks/gemini/ask-picture.ts';
import type { Evidence } from '#activities/evidence.ts';

/** What a probe brings back that asked for a picture and got a good one. */
export function painted(change: Partial<Painted> = {}, picture: Partial<NonNullable<Painted['picture']>> = {}): Painted {
  return {
    picture: {
      type: 'image/png',
      declared: 'image/png',
      width: 1024,
      height: 1024,
      hue: 0,
      problem: null,
      bytes: 70_000,
      sha256: 'c0ffee',
      ...picture,
    },
    text: '',
    finish_reason: 'STOP',
    block_reason: null,
    model_version: 'gemini-3.1-flash-image',
    model_stage: null,
    retirement_time: null,
    response_id: 'r-1',
    usage: null,
    ...change,
  };
}

/** The same as evidence of one exchange that went well. */
export function answered<Answer>(answer: Answer): Evidence<Answer> {
  return {
    answer,
    error: null,
    timedOut: false,
    exchanges: [
      {
        method: 'POST',
        host: 'aurora.test',
        url: 'https://aurora.test/v1beta/models/gemini-3.1-flash-image:generateContent',
        status: 200,
        headers: { 'content-type': 'application/json' },
        requestId: null,
        bodyText: null,
        bodyBytes: 90_000,
        timings: { dns: 1, tcp: 1, tls: 1, firstByte: 4_000, total: 5_000 },
        trouble: null,
      },
    ],
    afterwards: [],
    files: [],
    durationMs: 5_000,
    wallClock: new Date(0),
  };
}
