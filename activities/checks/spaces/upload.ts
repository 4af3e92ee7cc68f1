import { createHash, randomBytes } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { defineCapability } from '#activities/capability.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { spacesClient } from './client.ts';
import { judgeSpaces } from './judge-spaces.ts';
import { leftBehind } from './left-behind.ts';
import { scratch } from './scratch.ts';

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
    const object = scratch(tools, settings);
    const options = { abortSignal: tools.signal };
    const sent = randomBytes(SIZE);
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
    const done = '64 KiB went up and came back byte for byte';
    return leftBehind(evidence, context, { done, key: facts.key }) ?? well(evidence, { summary: `${done}.`, metadata: { facts } });
  },
});
