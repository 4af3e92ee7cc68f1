import type { SandboxHost } from '#scripts/sandbox/provider.ts';
import type { StoredObject } from './objects.ts';

/** The address that users are given, in front of the bucket: it asks without a key, so that it has what strangers may have. `read`
 * is the bucket's answer to such a question; null where it refuses. */
export function spacesCdn(read: (key: string) => StoredObject | null): SandboxHost {
  return {
    name: 'spaces-cdn',
    handle({ method, url }, response) {
      const isReading = method === 'GET' || method === 'HEAD';
      const object = isReading ? read(decodeURIComponent(url.pathname.slice(1))) : null;
      if (!object) return void response.writeHead(isReading ? 403 : 405, { 'content-type': 'application/xml' }).end();
      response.writeHead(200, { ...object.headers, etag: object.etag, age: '0', 'content-length': object.bytes.length });
      response.end(method === 'HEAD' ? undefined : object.bytes);
    },
  };
}
