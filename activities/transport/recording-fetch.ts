import { fetch as undiciFetch, type Agent } from 'undici';
import type { Exchange } from '#activities/evidence.ts';
import type { Redactor } from '#activities/redactor.ts';
import { collectPhases, type Phases } from './measuring-agent.ts';
import { readCapped, ResponseTooLarge } from './read-capped.ts';
import { shapeOf } from './shape-of.ts';
import { troubleOf } from './trouble.ts';
import { keptHeaders, requestIdOf, safeUrl } from './kept-headers.ts';

export const USER_AGENT = 'greenlight/0.1 (+service doctor)';
const BODY_CAP = 24 * 1024 * 1024;
const TEXT_CAP = 8 * 1024;
/** A character of UTF-8 takes at most so many bytes. */
const WIDEST = 4;

interface Recording {
  /** Asked for when the first request goes out. */
  agent(): Agent;
  signal: AbortSignal;
  redactor: Redactor;
  record(exchange: Exchange): void;
  /** What comes back is a credential: of an answer that is well no value is written down. */
  isCredential?: boolean;
}

/** A fetch that writes down each exchange: status, headers that help, request id, timings by phase, capped text. It reads the
 * whole answer itself, at most 24 MB, so that a flood costs no memory, and hands the SDK a fresh Response over the same bytes. The
 * redactor takes secrets out of the text before it is cut.
 * Rejects like fetch does; a body over the cap rejects with ResponseTooLarge. */
export function createRecordingFetch({ agent, signal, redactor, record, isCredential = false }: Recording): typeof fetch {
  return async function recordingFetch(input, init) {
    const request = new Request(input as RequestInfo, init);
    const combined = AbortSignal.any([signal, request.signal]);
    // What is asked after the end never goes out: written down, it would hide what did.
    combined.throwIfAborted();
    const began = performance.now();
    const phases: Phases = {};
    const exchange: Exchange = {
      method: request.method,
      host: new URL(request.url).host,
      url: safeUrl(request.url),
      status: null,
      headers: {},
      requestId: null,
      bodyText: null,
      bodyBytes: 0,
      timings: { dns: null, tcp: null, tls: null, firstByte: null, total: 0 },
      trouble: null,
    };
    try {
      const body = request.body ? new Uint8Array(await request.arrayBuffer()) : null;
      const headers = Object.fromEntries(request.headers);
      headers['user-agent'] = namedBefore(headers['user-agent']);
      const response = await collectPhases(phases, () =>
        undiciFetch(request.url, { method: request.method, headers, body, signal: combined, dispatcher: agent(), redirect: 'manual' }),
      );
      exchange.timings.firstByte = performance.now() - began;
      exchange.status = response.status;
      exchange.headers = keptHeaders(response.headers);
      exchange.requestId = requestIdOf(response.headers);
      const bytes = await readCapped(response.body, BODY_CAP);
      exchange.bodyBytes = bytes.byteLength;
      const text = textOf(bytes, response.headers.get('content-type'), redactor);
      exchange.bodyText = isCredential && response.ok && text ? shapeOf(bytes, text) : text;
      const answer = new Response([101, 204, 205, 304].includes(response.status) ? null : bytes, {
        status: response.status,
        statusText: response.statusText,
        headers: withoutCoding(response.headers),
      });
      Object.defineProperty(answer, 'url', { value: response.url });
      return answer;
    } catch (error) {
      if (!(error instanceof ResponseTooLarge)) exchange.trouble = troubleOf(error, phases);
      else exchange.trouble = { phase: 'http', code: 'BODY_TOO_LARGE', message: error.message };
      throw error;
    } finally {
      Object.assign(exchange.timings, {
        dns: phases.dns ?? null,
        tcp: phases.tcp ?? null,
        tls: phases.tls ?? null,
        total: performance.now() - began,
      });
      if (phases.peer) exchange.peer = phases.peer;
      record(exchange);
    }
  };
}

/** Ours first, whatever the SDK calls itself; no signature covers this header (AWS leaves it out). */
function namedBefore(name: string | undefined): string {
  if (!name || name === 'node') return USER_AGENT;
  return name.startsWith(USER_AGENT) ? name : `${USER_AGENT} ${name}`;
}

function textOf(bytes: Uint8Array, type: string | null, redactor: Redactor): string | null {
  if (bytes.byteLength === 0) return '';
  if (type && !/json|text|xml|html|javascript|urlencoded/i.test(type)) return null;
  const enough = (TEXT_CAP + redactor.longest() + 1) * WIDEST;
  return redactor.head(new TextDecoder().decode(bytes.subarray(0, enough)), TEXT_CAP);
}

/** The bytes are already decoded: a content-encoding left standing would make the SDK decode them again. */
function withoutCoding(headers: Iterable<[string, string]>): [string, string][] {
  return [...headers].filter(([name]) => !['content-encoding', 'content-length', 'transfer-encoding'].includes(name.toLowerCase()));
}
