import { randomBytes } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import type { SandboxHost, SandboxProvider, SandboxRequest, SandboxWorld } from './provider.ts';
import { spacesCdn } from './spaces/cdn.ts';
import { preflightAnswer, rulesIn, SANDBOX_RULES, type CorsRule } from './spaces/cors.ts';
import { SPACES_FAULTS } from './spaces/faults.ts';
import { S3_WIRE_ANSWERS } from './spaces/wire-answers.ts';
import { digestsHold, listing, rangeOf, stored, type StoredObject } from './spaces/objects.ts';
import { createUploads } from './spaces/uploads.ts';
import { verifyPresigned } from './verify-presigned.ts';
import { verifySigV4 } from './verify-sigv4.ts';

/** An S3 service as Spaces is one: signatures verified, errors as Ceph gives them, with an empty message. What it does is held
 * against a real S3 server in test/contracts/spaces.test.ts; what it does not offer is refused, never taken for something else. */
export const spacesSandbox: SandboxProvider = { name: 'spaces', faults: [...SPACES_FAULTS], hosts: spacesHosts };

const SIGNING = /^X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Content-Sha256)$/;
/** The region that a request is signed for. */
const regionSigned = ({ headers, url }: SandboxRequest): string | undefined =>
  (url.searchParams.get('X-Amz-Credential') ?? headers['authorization'])?.split('/')[2];
const isPresigned = ({ url }: SandboxRequest): boolean => url.searchParams.has('X-Amz-Signature');
const LIST_QUERY = new Set(['list-type', 'prefix', 'max-keys', 'start-after', 'continuation-token', 'x-id']);

const ELSEWHERE = 'fra1';
const LATE_MS = 3_000;
const DAY_MS = 24 * 3_600_000;
const LEFT_OVER = 'greenlight/01890a5d-ac96-774b-bcce-b302099a8057.bin';

interface Answer {
  status: number;
  body: string | Buffer;
  headers: Record<string, string>;
}

/** `more`: elements of the error document beside those that all have. */
type Refuse = (status: number, code: string, more?: Record<string, string>) => Answer;

const answer = (status: number, body: string | Buffer = '', headers: Record<string, string> = {}): Answer => ({ status, body, headers });

function spacesHosts(world: SandboxWorld): SandboxHost[] {
  const objects = new Map<string, StoredObject>();
  const uploads = createUploads(world.now, (key, object) => objects.set(key, object));
  let rules: readonly CorsRule[] = SANDBOX_RULES;
  const xml = new XMLBuilder({ ignoreAttributes: false });
  const document = (content: object): string => `<?xml version="1.0" encoding="UTF-8"?>${xml.build(content) as string}`;

  const host: SandboxHost = {
    name: 'spaces',
    wireAnswers: S3_WIRE_ANSWERS,
    async handle(request, response) {
      const id = `tx${randomBytes(10).toString('hex')}-default`;
      const [, bucket = '', ...rest] = request.url.pathname.split('/');
      const refuse: Refuse = (status, code, { message = '', ...more } = {}) =>
        answer(
          status,
          document({ Error: { Code: code, Message: message, ...more, BucketName: bucket, RequestId: id, HostId: 'sandbox-default' } }),
        );
      const refused = await refusal(request, refuse);
      const { status, body, headers } = refused ?? serve(request, bucket, decodeURIComponent(rest.join('/')), refuse);
      response
        .writeHead(status, {
          'x-amz-request-id': id,
          'accept-ranges': 'bytes',
          'content-type': 'application/xml',
          ...(status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
          ...headers,
        })
        .end(request.method === 'HEAD' ? undefined : body);
    },
  };
  return [host, spacesCdn(forStrangers)];

  /** What is refused before anybody looks at the bucket: everything, by a fault, or who asks. */
  async function refusal(request: SandboxRequest, refuse: Refuse): Promise<Answer | null> {
    if (request.method === 'OPTIONS') return null;
    const { spacesAccessKeyId: accessKeyId, spacesSecretAccessKey: secretAccessKey } = world.secrets;
    if (world.isBroken('spaces.slow_down')) return refuse(503, 'SlowDown');
    if (world.isBroken('spaces.clock')) return refuse(403, 'RequestTimeTooSkewed');
    if (world.isBroken('spaces.key_unknown')) return refuse(403, 'InvalidAccessKeyId');
    if (world.isBroken('spaces.account_suspended')) return refuse(403, 'UserSuspended');
    if (world.isBroken('spaces.echoes_secret')) {
      const basic = Buffer.from(`s:${secretAccessKey}`).toString('base64');
      return refuse(403, 'SignatureDoesNotMatch', { message: `${secretAccessKey} ${encodeURIComponent(secretAccessKey)} ${basic}` });
    }
    const keys = { accessKeyId, secretAccessKey };
    if (isPresigned(request) && world.isBroken('spaces.signatures_ignored')) return null;
    if (!isPresigned(request) && !request.headers['authorization']) return forStranger(request, refuse);
    const code = isPresigned(request) ? verifyPresigned(request, keys, world.now()) : await verifySigV4(request, keys, world.now());
    if (!code && world.isBroken('spaces.region_wrong') && regionSigned(request) !== ELSEWHERE)
      return refuse(400, isPresigned(request) ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed', {
        Region: ELSEWHERE,
      });
    if (code) return refuse(['XAmzContentSHA256Mismatch', 'AuthorizationQueryParametersError'].includes(code) ? 400 : 403, code);
    return world.isBroken('spaces.secret_wrong') ? refuse(403, 'SignatureDoesNotMatch') : null;
  }

  /** Who does not sign may read what is public, and nothing else. */
  function forStranger({ method, url }: SandboxRequest, refuse: Refuse): Answer | null {
    const isReading = (method === 'GET' || method === 'HEAD') && url.search === '';
    return isReading && forStrangers(decodeURIComponent(url.pathname.split('/').slice(2).join('/'))) ? null : refuse(403, 'AccessDenied');
  }

  function forStrangers(key: string): StoredObject | null {
    const object = objects.get(key);
    if (!object || world.isBroken('spaces.read_denied')) return null;
    return object.isPublic || world.isBroken('spaces.private_open') ? object : null;
  }

  function serve(request: SandboxRequest, bucket: string, key: string, refuse: Refuse): Answer {
    const query = [...request.url.searchParams.keys()];
    if (bucket === '') return refuse(501, 'NotImplemented');
    if (bucket !== world.secrets.spacesBucket || world.isBroken('spaces.bucket_missing')) return refuse(404, 'NoSuchBucket');
    if (world.isBroken('spaces.bucket_elsewhere')) return refuse(301, 'PermanentRedirect');
    if (request.method === 'OPTIONS') return preflight(request, refuse);
    const isUpload = request.url.searchParams.has('uploads') || request.url.searchParams.has('uploadId');
    if (isUpload) return inParts(request, bucket, key, refuse);
    if (key === '') {
      if (query.some((name) => name === 'cors')) return cors(request, refuse);
      const isSeen = request.method === 'HEAD' || query.includes('list-type');
      if (isSeen && world.isBroken('spaces.list_denied')) return refuse(403, 'AccessDenied');
      if (request.method === 'HEAD') return world.isBroken('spaces.head_broken') ? refuse(503, 'ServiceUnavailable') : found();
      const lists = request.url.searchParams.get('list-type') === '2' && query.every((name) => LIST_QUERY.has(name));
      if (request.method !== 'GET' || !lists) return refuse(501, 'NotImplemented');
      return answer(200, document(listing(bucket, listed(), request.url.searchParams)));
    }
    if (query.some((name) => name !== 'x-id' && !SIGNING.test(name)) || request.headers['x-amz-copy-source'])
      return refuse(501, 'NotImplemented');
    if (request.method === 'PUT') return put(request, key, refuse);
    if (request.method === 'GET' || request.method === 'HEAD') return get(request, key, refuse);
    if (request.method !== 'DELETE') return refuse(501, 'NotImplemented');
    if (world.isBroken('spaces.delete_denied')) return refuse(403, 'AccessDenied');
    if (world.isBroken('spaces.delete_broken')) return refuse(500, 'InternalError');
    if (!world.isBroken('spaces.delete_ignored')) objects.delete(key);
    return answer(204);
  }

  function found(): Answer {
    const isElsewhere = world.isBroken('spaces.other_region') || world.isBroken('spaces.region_wrong');
    return answer(200, '', { 'x-amz-bucket-region': isElsewhere ? ELSEWHERE : world.secrets.spacesRegion });
  }

  function inParts(request: SandboxRequest, bucket: string, key: string, refuse: Refuse): Answer {
    const { method } = request;
    if (method === 'GET' && world.isBroken('spaces.list_denied')) return refuse(403, 'AccessDenied');
    if (method === 'POST' && world.isBroken('spaces.write_denied')) return refuse(403, 'AccessDenied');
    const untaken = method === 'PUT' ? bytesRefusal(refuse) : null;
    if (untaken) return untaken;
    if (method === 'DELETE' && world.isBroken('spaces.delete_denied')) return refuse(403, 'AccessDenied');
    if (method === 'DELETE' && world.isBroken('spaces.delete_broken')) return refuse(500, 'InternalError');
    if (world.isBroken('spaces.left_over')) uploads.begin(LEFT_OVER, {}, new Date(world.now().getTime() - 2 * DAY_MS), 'left-over');
    const { status, code, content, headers } = uploads.answer(request, bucket, key);
    return code ? refuse(status, code) : answer(status, content ? document(content) : '', headers);
  }

  function listed(): ReadonlyMap<string, StoredObject> {
    if (world.isBroken('spaces.left_over'))
      objects.set(LEFT_OVER, stored(Buffer.from('left'), {}, new Date(world.now().getTime() - 2 * DAY_MS)));
    if (!world.isBroken('spaces.list_late')) return objects;
    return new Map([...objects].filter(([, { modified }]) => world.now().getTime() - modified.getTime() > LATE_MS));
  }

  function preflight({ headers }: SandboxRequest, refuse: Refuse): Answer {
    if (!headers['origin'] || !headers['access-control-request-method']) return refuse(400, 'BadRequest');
    const allowed = world.isBroken('spaces.cors_missing') ? null : preflightAnswer(rules, headers);
    return allowed ? answer(200, '', allowed) : refuse(403, 'AccessDenied');
  }

  function cors({ method, body }: SandboxRequest, refuse: Refuse): Answer {
    if (method === 'PUT') rules = rulesIn(body);
    else if (method === 'DELETE') rules = [];
    else if (method !== 'GET') return refuse(501, 'NotImplemented');
    else if (rules.length === 0 || world.isBroken('spaces.cors_missing')) return refuse(404, 'NoSuchCORSConfiguration');
    else return answer(200, document({ CORSConfiguration: { CORSRule: rules } }));
    return answer(method === 'PUT' ? 200 : 204);
  }

  function put({ body, headers }: SandboxRequest, key: string, refuse: Refuse): Answer {
    const untaken = bytesRefusal(refuse);
    if (untaken) return untaken;
    if (!['private', 'public-read'].includes(headers['x-amz-acl'] ?? 'private')) return refuse(501, 'NotImplemented');
    if (!digestsHold(body, headers)) return refuse(400, 'BadDigest');
    const as = stored(body, headers, world.now());
    const object = world.isBroken('spaces.etag_other') ? { ...as, etag: `"${randomBytes(16).toString('hex')}"` } : as;
    objects.set(key, object);
    return answer(200, '', { etag: object.etag });
  }

  /** Why no bytes are taken. */
  function bytesRefusal(refuse: Refuse): Answer | null {
    if (world.isBroken('spaces.write_denied')) return refuse(403, 'AccessDenied');
    if (world.isBroken('spaces.storage_full')) return refuse(403, 'QuotaExceeded');
    if (world.isBroken('spaces.checksums_refused')) return refuse(501, 'NotImplemented', { Header: 'x-amz-trailer' });
    return world.isBroken('spaces.bodies_refused') ? refuse(411, 'MissingContentLength') : null;
  }

  function get(request: SandboxRequest, key: string, refuse: Refuse): Answer {
    const object = objects.get(key);
    if (!object) return refuse(404, 'NoSuchKey');
    if (world.isBroken('spaces.read_denied')) return refuse(403, 'AccessDenied');
    if (world.isBroken('spaces.read_broken')) return refuse(500, 'InternalError');
    const bytes = world.isBroken('spaces.bytes_corrupted') ? corrupted(object.bytes) : object.bytes;
    const headers = { ...object.headers, etag: object.etag, 'last-modified': object.modified.toUTCString() };
    const range = rangeOf(request.headers['range'], bytes.length);
    if (range === 'none') return refuse(416, 'InvalidRange');
    if (range === 'all') return answer(200, bytes, headers);
    const { first, last } = range;
    return answer(206, bytes.subarray(first, last + 1), { ...headers, 'content-range': `bytes ${first}-${last}/${bytes.length}` });
  }
}

function corrupted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[copy.length >> 1]! ^= 1;
  return copy;
}
