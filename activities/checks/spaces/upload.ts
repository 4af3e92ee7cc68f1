import { createHash, randomBytes } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { defineCapability } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import { spacesClient } from './client.ts';
import { judgeUpload, SIZE, type Uploaded } from './judge-upload.ts';
import { leftBehind } from './left-behind.ts';
import { scratch } from './scratch.ts';

const DEADLINE_MS = 15_000;

const digest = (algorithm: 'sha256' | 'md5', bytes: Uint8Array): string => createHash(algorithm).update(bytes).digest('hex');

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
  async probe(tools, settings): Promise<Uploaded> {
    const client = spacesClient(tools, settings);
    const object = scratch(tools, settings);
    const options = { abortSignal: tools.signal };
    const sent = randomBytes(SIZE);
    let began = performance.now();
    const put = await client.send(new PutObjectCommand({ ...object, Body: sent, ContentType: 'application/octet-stream' }), options);
    const up_ms = performance.now() - began;
    began = performance.now();
    const got = await client.send(new GetObjectCommand(object), options);
    const bytes = (await got.Body?.transformToByteArray()) ?? new Uint8Array();
    const down_ms = performance.now() - began;
    return {
      key: object.Key,
      sent: digest('sha256', sent),
      got: digest('sha256', bytes),
      size: bytes.byteLength,
      md5: digest('md5', sent),
      etag: put.ETag?.replaceAll('"', '') ?? null,
      encrypted: Boolean(put.ServerSideEncryption ?? put.SSECustomerAlgorithm),
      up_ms,
      down_ms,
    };
  },
  judge(evidence, context) {
    const trouble = judgeUpload(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const facts = evidence.answer!;
    const done = '64 KiB went up and came back byte for byte';
    return leftBehind(evidence, context, { done, key: facts.key }) ?? well(evidence, { summary: `${done}.`, metadata: { facts } });
  },
});
