import type { ServerResponse } from 'node:http';
import type { WireAnswers } from './provider.ts';
import type { WireFault } from './wire-faults.ts';

const page = (title: string, text: string): string =>
  `<!doctype html><html><head><title>${title}</title></head><body>${text}</body></html>`;

/** What each fault above TLS answers in the provider's place; silence is an answer too. */
const ANSWERS: WireAnswers = {
  hangs() {},
  html: (response) => send(response, 200, 'text/html; charset=utf-8', page('Sign in', 'Guest network: please sign in.')),
  blocked: (response) => send(response, 403, 'text/html; charset=utf-8', page('Blocked', 'This address is blocked by policy.')),
  bad_gateway: (response) => send(response, 502, 'text/html', page('502 Bad Gateway', '<h1>502 Bad Gateway</h1><hr>nginx')),
  empty: (response) => send(response, 200, 'application/json', ''),
  broken_json: (response) => send(response, 200, 'application/json', '{"status": {"elapsed'),
  huge: (response) => flood(response, 50 * 1024 * 1024),
  truncated(response) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"status": {"elapsed', () => response.destroy());
  },
  drips: (response) => drip(response, 50),
  server_error: (response) => send(response, 503, 'text/plain', 'upstream connect error'),
  rate_limited: (response) => send(response, 429, 'application/json', '{"message":"Too many requests"}', { 'retry-after': '1' }),
};

/** Answers in the provider's place as the first fault that is on has it, in the provider's `own` form where it has one. False where none of
 * them answers: then the provider does. */
export function answerWireFault(isOn: (kind: WireFault) => boolean, response: ServerResponse, own: WireAnswers = {}): boolean {
  const kind = (Object.keys(ANSWERS) as WireFault[]).find(isOn);
  if (kind) (own[kind] ?? ANSWERS[kind]!)(response);
  return kind !== undefined;
}

function send(response: ServerResponse, status: number, type: string, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': type, ...headers }).end(body);
}

/** Sends `size` bytes at the pace the reader takes them. */
function flood(response: ServerResponse, size: number): void {
  const chunk = Buffer.alloc(256 * 1024, 'a');
  let left = size;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"padding":"');
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end('"}');
  };
  more();
}

/** Sends a byte now and then, as long as anybody listens. */
function drip(response: ServerResponse, everyMs: number): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), everyMs);
  response.once('close', () => clearInterval(timer));
}
