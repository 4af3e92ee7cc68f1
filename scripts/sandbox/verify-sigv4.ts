import { createHash, timingSafeEqual } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { SandboxRequest } from './provider.ts';

const SKEW_MS = 15 * 60_000;

/** Verifies a request's signature by making it again with AWS's own signer. Null where it holds, else S3's error code. */
export async function verifySigV4(
  request: SandboxRequest,
  keys: { accessKeyId: string; secretAccessKey: string },
  now: Date,
): Promise<string | null> {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers['authorization'] ?? '',
    );
  if (!given) return 'AccessDenied';
  const [, keyId, , region, signedHeaders, signature] = given as unknown as string[];
  if (keyId !== keys.accessKeyId) return 'InvalidAccessKeyId';
  const date = dateOf(request.headers['x-amz-date'] ?? '');
  if (!date || Math.abs(date.getTime() - now.getTime()) > SKEW_MS) return 'RequestTimeTooSkewed';
  const bodyHash = request.headers['x-amz-content-sha256'] ?? '';
  if (bodyHash !== 'UNSIGNED-PAYLOAD' && bodyHash !== createHash('sha256').update(request.body).digest('hex'))
    return 'XAmzContentSHA256Mismatch';
  const names = signedHeaders!.split(';');
  const headers = Object.fromEntries(names.map((name) => [name, request.headers[name] ?? '']));
  const signer = new SignatureV4({
    credentials: keys,
    region: region!,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const query = Object.fromEntries(request.url.searchParams);
  const again = await signer.sign(
    { method: request.method, protocol: 'https:', hostname: request.url.hostname, path: request.url.pathname, query, headers },
    {
      signingDate: date,
      signableHeaders: new Set(names),
      unsignableHeaders: new Set(Object.keys(request.headers).filter((name) => !names.includes(name))),
    },
  );
  const expected = /Signature=([0-9a-f]{64})$/.exec(again.headers['authorization'] ?? '')?.[1] ?? '';
  return expected && timingSafeEqual(Buffer.from(expected), Buffer.from(signature!)) ? null : 'SignatureDoesNotMatch';
}

/** `20261123T141500Z` as a date; null where it is none. */
function dateOf(text: string): Date | null {
  const date = new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  return Number.isNaN(date.getTime()) ? null : date;
}
