import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SandboxRequest } from './provider.ts';

const WEEK_S = 604_800;

/** Verifies a signature that stands in the address, by AWS's written rules and not by the SDK's signer. Null where it holds, else
 * S3's error code: Ceph answers one that has expired with AccessDenied. */
export function verifyPresigned(
  { method, url, headers }: SandboxRequest,
  keys: { accessKeyId: string; secretAccessKey: string },
  now: Date,
): string | null {
  const of = (name: string): string => url.searchParams.get(name) ?? '';
  const [keyId, day, region, service, end] = of('X-Amz-Credential').split('/');
  const date = of('X-Amz-Date');
  const expires = Number(of('X-Amz-Expires') || NaN);
  const wellFormed =
    of('X-Amz-Algorithm') === 'AWS4-HMAC-SHA256' && service === 's3' && end === 'aws4_request' && date.startsWith(day ?? '-');
  if (!wellFormed || !(expires >= 0 && expires <= WEEK_S)) return 'AuthorizationQueryParametersError';
  if (keyId !== keys.accessKeyId) return 'InvalidAccessKeyId';
  const signed = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(now.getTime() < signed + expires * 1_000)) return 'AccessDenied';
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  const names = of('X-Amz-SignedHeaders').split(';');
  const canonical = [
    method,
    url.pathname,
    query.sort().join('&'),
    ...names.map((name) => `${name}:${(headers[name] ?? '').trim()}`),
    '',
    names.join(';'),
    of('X-Amz-Content-Sha256') || 'UNSIGNED-PAYLOAD',
  ].join('\n');
  const scope = [day, region, service, end].join('/');
  const text = ['AWS4-HMAC-SHA256', date, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const key = [day!, region!, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`);
  const [expected, given] = [hmac(key, text), Buffer.from(of('X-Amz-Signature'), 'hex')];
  return expected.length === given.length && timingSafeEqual(expected, given) ? null : 'SignatureDoesNotMatch';
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** RFC 3986, as AWS wants it. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
