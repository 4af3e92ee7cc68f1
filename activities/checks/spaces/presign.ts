import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { SpacesSettings } from '#activities/settings.ts';
import { bucketUrl } from './bucket-url.ts';

interface Presigning {
  method: 'GET' | 'PUT';
  key: string;
  signingDate: Date;
  expiresIn: number;
}

/** An address that lets whoever has it do one thing with one file, until it expires: made by the SDK's own signer, as the SDK's
 * `getSignedUrl` makes it. */
export async function presign(settings: SpacesSettings, { method, key, signingDate, expiresIn }: Presigning): Promise<string> {
  const signer = new SignatureV4({
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    region: settings.region,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
  });
  const url = new URL(`${bucketUrl(settings)}/${key}`);
  const headers = { host: url.host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' };
  const request = { method, protocol: url.protocol, hostname: url.hostname, path: url.pathname, query: {}, headers };
  const signed = await signer.presign(request, { signingDate, expiresIn });
  for (const [name, value] of Object.entries(signed.query ?? {})) url.searchParams.set(name, String(value));
  return url.toString();
}
