import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { WireAnswers } from '#scripts/sandbox/provider.ts';

/** S3's own words for "not now", as Ceph gives them: an error document with an empty message. S3 has no 429. */
export const S3_WIRE_ANSWERS: WireAnswers = {
  server_error: (response) => send(response, 'ServiceUnavailable'),
  rate_limited: (response) => send(response, 'SlowDown', { 'retry-after': '1' }),
};

function send(response: ServerResponse, code: string, headers: Record<string, string> = {}): void {
  const id = `tx${randomBytes(10).toString('hex')}-default`;
  const text = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message></Message><RequestId>${id}</RequestId><HostId>sandbox-default</HostId></Error>`;
  response.writeHead(503, { 'content-type': 'application/xml', 'x-amz-request-id': id, ...headers }).end(text);
}
