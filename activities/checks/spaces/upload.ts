import { createHash, randomBytes } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { defineCapability, TIDYING_MS, type JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { spacesClient } from './client.ts';
import { judgeSpaces } from './judge-spaces.ts';

const DEADLINE_MS = 15_000;
const SIZE = 64 * 1024;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** 64 KiB of chance go up, come back byte for byte, and are deleted: a 200 proves nothing, the bytes do. */
export const spacesUpload = defineCapability({
  kind: 'spaces',
  capability: 'upload',
  title: 'A file goes up and comes back byte for byte',
  why: 'A file that is damaged on its way is worse than one that is refused.',
  does: 'Uploads 64 KiB of random bytes under a key of its own, reads them back, compares, deletes them.',
  costUsd: 0,
  expensive: false,
  baseline: true,
  cadenceMs: 21_600_000,
  requires: ['bucket'],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings) {
    const client = spacesClient(tools, settings);
    const object = { Bucket: settings.bucket, Key: `greenlight/${tools.probeId}.bin` };
    const options = { abortSignal: tools.signal };
    const sent = randomBytes(SIZE);
    // Also where the answer to the upload never came: it may have arrived.
    tools.afterwards((after) =>
      spacesClient({ ...tools, ...after }, settings).send(new DeleteObjectCommand(object), { abortSignal: after.signal }),
    );
    let began = performance.now();
    await client.send(new PutObjectCommand({ ...object, Body: sent, ContentType: 'application/octet-stream' }), options);
    const up_ms = performance.now() - began;
    began = performance.now();
    const got = await client.send(new GetObjectCommand(object), options);
    const bytes = (await got.Body?.transformToByteArray()) ?? new Uint8Array();
    const down_ms = performance.now() - began;
    return { key: object.Key, sent: sha256(sent), got: sha256(bytes), size: bytes.byteLength, up_ms, down_ms };
  },
  judge(evidence, context) {
    const facts = evidence.answer;
    const writing = evidence.exchanges.at(-1)?.method === 'PUT';
    const trouble = facts && facts.got === facts.sent ? null : judgeSpaces(evidence, context, DEADLINE_MS, writing ? 'write' : 'read');
    if (trouble) return trouble;
    if (!facts || facts.got !== facts.sent) {
      const what = facts
        ? `${facts.size} bytes came back instead of the ${SIZE} that went up, or others than those`
        : 'the file did not come back';
      return ill(evidence, {
        status: 'fail',
        failureClass: 'data_mismatch',
        rung: 'function',
        detail: 'bytes differ',
        metadata: { facts },
        summary: `The upload was accepted, but ${what}.`,
        hint: {
          id: 'S3_BYTES',
          title: 'What comes back is not what went up',
          steps: [
            `Look at SPACES_ENDPOINT: does it name the S3 service itself, not a CDN or a proxy?`,
            'Look at proxies on the way that rewrite or cut bodies.',
            'Write to the provider’s support with the request id; until then don’t trust new uploads.',
          ],
          doc: context.doc,
        },
      });
    }
    const left = leftBehind(evidence, facts.key, context);
    if (left) return left;
    return well(evidence, { summary: '64 KiB went up and came back byte for byte.', metadata: { facts } });
  },
});

/** The work was done, but the file could not be deleted: a warning, for a reason that the clean-up's own exchange tells. */
function leftBehind(evidence: Evidence<{ key: string }>, key: string, context: JudgeContext<'spaces'>): Finding | null {
  const last = evidence.afterwards.at(-1);
  const status = last?.status ?? 0;
  if ((status >= 200 && status < 300) || status === 404) return null;
  const cutOff = last?.trouble?.code === 'TimeoutError';
  const tidying = { ...evidence, answer: null, error: null, timedOut: cutOff, exchanges: last ? [last] : [] };
  const trouble = judgeSpaces(tidying, context, TIDYING_MS, 'delete');
  const mayNot = trouble === null || trouble.failure_class === 'permission';
  return ill(evidence, {
    status: 'warn',
    failureClass: mayNot ? 'permission' : (trouble.failure_class as PatientClass),
    rung: mayNot ? 'permission' : (trouble.rungs.find((rung) => rung.status === 'fail')?.name ?? 'function'),
    detail: 'not deleted',
    metadata: { facts: evidence.answer },
    summary: `64 KiB went up and came back byte for byte, but could not be deleted: ${key} stays behind.${mayNot ? '' : ` ${trouble.summary}`}`,
    hint:
      mayNot || !trouble.hint
        ? {
            id: 'S3_DELETE',
            title: 'The key may not delete',
            steps: ['Let the key delete below greenlight/, or delete what piles up there with a lifecycle rule.'],
            doc: context.doc,
          }
        : { ...trouble.hint, steps: [...trouble.hint.steps, 'Delete what piles up below greenlight/ with a lifecycle rule.'] },
  });
}
