import { createHash } from 'node:crypto';

/** An object as it was put, and what a GET says of it. */
export interface StoredObject {
  bytes: Buffer;
  etag: string;
  modified: Date;
  /** Everybody may read it. */
  isPublic: boolean;
  /** The type and the metadata it was put with. */
  headers: Record<string, string>;
}

type Headers = Record<string, string | undefined>;

/** The digests a client may send with its bytes, and how each is made. */
const DIGESTS = { 'content-md5': 'md5', 'x-amz-checksum-sha256': 'sha256' };

/** True where the bytes are those whose digest came with them, or none came. */
export function digestsHold(bytes: Buffer, headers: Headers): boolean {
  return Object.entries(DIGESTS).every(
    ([name, algorithm]) => headers[name] === undefined || headers[name] === createHash(algorithm).update(bytes).digest('base64'),
  );
}

export function stored(bytes: Buffer, headers: Headers, modified: Date): StoredObject {
  const kept = Object.entries(headers).filter(
    (entry): entry is [string, string] => entry[0] === 'cache-control' || entry[0].startsWith('x-amz-meta-'),
  );
  return {
    bytes,
    etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
    modified,
    isPublic: headers['x-amz-acl'] === 'public-read',
    headers: { 'content-type': headers['content-type'] ?? 'application/octet-stream', ...Object.fromEntries(kept) },
  };
}

/** First and last byte of a `Range` header; `all` where there is none (or one we need not understand), `none` where it lies outside. */
export function rangeOf(header: string | undefined, size: number): { first: number; last: number } | 'all' | 'none' {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return 'all';
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
  if (from !== '' && to !== '' && Number(to) < Number(from)) return 'all';
  return first > last ? 'none' : { first, last };
}

/** The answer to ListObjectsV2, for the XML builder. */
export function listing(bucket: string, objects: ReadonlyMap<string, StoredObject>, query: URLSearchParams): object {
  const prefix = query.get('prefix') ?? '';
  const most = Math.min(1_000, Number(query.get('max-keys') ?? 1_000));
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const listed = keys.slice(0, most);
  const truncated = listed.length > 0 && keys.length > listed.length;
  return {
    ListBucketResult: {
      '@_xmlns': 'http://s3.amazonaws.com/doc/2006-03-01/',
      Name: bucket,
      Prefix: prefix,
      MaxKeys: most,
      KeyCount: listed.length,
      IsTruncated: truncated,
      ...(truncated ? { NextContinuationToken: Buffer.from(listed.at(-1)!).toString('base64url') } : {}),
      Contents: listed.map((Key) => {
        const { bytes, etag, modified } = objects.get(Key)!;
        return { Key, LastModified: modified.toISOString(), ETag: etag, Size: bytes.length, StorageClass: 'STANDARD' };
      }),
    },
  };
}
