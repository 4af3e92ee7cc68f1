import { createHash, randomUUID } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import type { SandboxRequest } from '#scripts/sandbox/provider.ts';
import { stored, type StoredObject } from './objects.ts';

const LEAST = 5 * 1024 * 1024;
const MOST_PARTS = 10_000;

interface Upload {
  key: string;
  headers: SandboxRequest['headers'];
  initiated: Date;
  parts: Map<number, Buffer>;
}

/** What is answered: a document for the XML builder, an error code, or only headers. */
export type Said = { status: number; content?: object; headers?: Record<string, string>; code?: string };

const md5 = (bytes: Buffer): Buffer => createHash('md5').update(bytes).digest();
const tagOf = (bytes: Buffer): string => `"${md5(bytes).toString('hex')}"`;
const said = (status: number, code: string): Said => ({ status, code });

export interface Uploads {
  /** Gives the id of the upload. */
  begin(key: string, headers: SandboxRequest['headers'], initiated?: Date, id?: string): string;
  /** To a request whose query has `uploads` or `uploadId`. */
  answer(request: SandboxRequest, bucket: string, key: string): Said;
}

/** Uploads in parts, as S3 has them; a file that is complete goes to `keep`. */
export function createUploads(now: () => Date, keep: (key: string, object: StoredObject) => void): Uploads {
  const uploads = new Map<string, Upload>();

  return {
    begin(key, headers, initiated = now(), id = randomUUID()) {
      uploads.set(id, { key, headers, initiated, parts: new Map() });
      return id;
    },
    answer({ method, url, body, headers }, bucket, key) {
      const query = url.searchParams;
      const asked = [...query.keys()]
        .filter((name) => name !== 'x-id')
        .sort()
        .join();
      const id = query.get('uploadId') ?? '';
      if (key === '')
        return method === 'GET' && /^(prefix,)?uploads$/.test(asked)
          ? { status: 200, content: list(bucket, query) }
          : said(501, 'NotImplemented');
      if (method === 'POST' && asked === 'uploads') {
        const content = { InitiateMultipartUploadResult: { Bucket: bucket, Key: key, UploadId: this.begin(key, headers) } };
        return { status: 200, content };
      }
      const upload = uploads.get(id);
      if (query.has('uploadId') && upload?.key !== key) return said(404, 'NoSuchUpload');
      if (method === 'PUT' && asked === 'partNumber,uploadId') return put(upload!, Number(query.get('partNumber')), body);
      if (method === 'POST' && asked === 'uploadId') return complete(id, upload!, bucket, body);
      if (method !== 'DELETE' || asked !== 'uploadId') return said(501, 'NotImplemented');
      uploads.delete(id);
      return { status: 204 };
    },
  };

  function put({ parts }: Upload, number: number, body: Buffer): Said {
    if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS) return said(400, 'InvalidArgument');
    parts.set(number, body);
    return { status: 200, headers: { etag: tagOf(body) } };
  }

  function complete(id: string, { key, headers, parts }: Upload, bucket: string, body: Buffer): Said {
    const named = partsIn(body);
    if (named.length === 0) return said(400, 'MalformedXML');
    for (const [index, { PartNumber, ETag }] of named.entries()) {
      const bytes = parts.get(PartNumber);
      if (!bytes || ETag.replaceAll('"', '') !== tagOf(bytes).replaceAll('"', '')) return said(400, 'InvalidPart');
      if (index > 0 && PartNumber <= named[index - 1]!.PartNumber) return said(400, 'InvalidPartOrder');
      if (index < named.length - 1 && bytes.length < LEAST) return said(400, 'EntityTooSmall');
    }
    const pieces = named.map(({ PartNumber }) => parts.get(PartNumber)!);
    const etag = `"${md5(Buffer.concat(pieces.map(md5))).toString('hex')}-${pieces.length}"`;
    keep(key, { ...stored(Buffer.concat(pieces), headers, now()), etag });
    uploads.delete(id);
    return { status: 200, content: { CompleteMultipartUploadResult: { Bucket: bucket, Key: key, ETag: etag } } };
  }

  function list(bucket: string, query: URLSearchParams): object {
    const prefix = query.get('prefix') ?? '';
    const Upload = [...uploads]
      .filter(([, { key }]) => key.startsWith(prefix))
      .map(([UploadId, { key, initiated }]) => ({ Key: key, UploadId, Initiated: initiated.toISOString(), StorageClass: 'STANDARD' }));
    return { ListMultipartUploadsResult: { Bucket: bucket, Prefix: prefix, MaxUploads: 1_000, IsTruncated: false, Upload } };
  }
}

function partsIn(body: Buffer): { PartNumber: number; ETag: string }[] {
  const parser = new XMLParser({ isArray: (name) => name === 'Part', parseTagValue: false });
  const { CompleteMultipartUpload } = parser.parse(body) as { CompleteMultipartUpload?: { Part?: Record<string, string>[] } };
  const parts = CompleteMultipartUpload?.Part ?? [];
  return parts.map(({ PartNumber, ETag }) => ({ PartNumber: Number(PartNumber), ETag: (ETag ?? '').replaceAll('&quot;', '"') }));
}
