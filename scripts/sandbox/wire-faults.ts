import type { ServerResponse } from 'node:http';

/** Faults of the wire, the same for each host: `<host>.<kind>`. What the check must say follows from the kind alone. */
export const WIRE_FAULTS = {
  closed: { does: 'The socket refuses connections.', failure_class: 'connect' },
  hangs: { does: 'The request is taken and never answered.', failure_class: 'timeout' },
  html: { does: 'A proxy’s HTML page comes back with 200.', failure_class: 'proxy' },
  blocked: { does: 'A proxy’s HTML page comes back with 403.', failure_class: 'proxy' },
  empty: { does: '200 with an empty body.', failure_class: 'wrong_result' },
  broken_json: { does: '200 with JSON cut off in the middle.', failure_class: 'wrong_result' },
  huge: { does: '200 with 50 MB of JSON.', failure_class: 'wrong_result' },
  server_error: { does: '503 with a short text.', failure_class: 'server_error' },
  rate_limited: { does: '429 with Retry-After: 1.', failure_class: 'rate_limit' },
} as const;
export type WireFault = keyof typeof WIRE_FAULTS;

/** Answers as the fault has it. `closed` is not answered here: the server stops listening. */
export function answerWireFault(kind: Exclude<WireFault, 'closed'>, response: ServerResponse): void {
  const send = (status: number, type: string, body: string, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  if (kind === 'html')
    send(
      200,
      'text/html; charset=utf-8',
      '<!doctype html><html><head><title>Sign in</title></head><body>Guest network: please sign in.</body></html>',
    );
  if (kind === 'blocked')
    send(
      403,
      'text/html; charset=utf-8',
      '<!DOCTYPE html><html><head><title>Blocked</title></head><body>This address is blocked by policy.</body></html>',
    );
  if (kind === 'empty') send(200, 'application/json', '');
  if (kind === 'broken_json') send(200, 'application/json', '{"status": {"elapsed');
  if (kind === 'server_error') send(503, 'text/plain', 'upstream connect error');
  if (kind === 'rate_limited') send(429, 'application/json', '{"message":"Too many requests"}', { 'retry-after': '1' });
  if (kind === 'huge') flood(response, 50 * 1024 * 1024);
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
