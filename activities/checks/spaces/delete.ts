import { DeleteObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { defineCapability, type ProbeTools } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import type { SpacesSettings } from '#activities/settings.ts';
import { spacesClient } from './client.ts';
import { judgeDelete } from './judge-delete.ts';
import { FOLDER, isScratch, scratch } from './scratch.ts';

const DEADLINE_MS = 15_000;
const STALE_MS = 24 * 3_600_000;
/** So many of them go in one probe; the others in the next. */
const MOST = 50;

/** What a delete says is gone really is gone; and what earlier probes had to leave goes too. */
export const spacesDelete = defineCapability({
  kind: 'spaces',
  capability: 'delete',
  title: 'What is deleted is gone',
  why: 'Files that users deleted must not be there any more, and a bucket that only grows costs more each month.',
  does: 'Uploads a few bytes under a key of its own, deletes them, asks for them again; deletes what probes left there more than 24 h ago.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['upload'],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings) {
    const client = spacesClient(tools, settings);
    const object = scratch(tools, settings, 'txt');
    const options = { abortSignal: tools.signal };
    await client.send(new PutObjectCommand({ ...object, Body: tools.probeId, ContentType: 'text/plain' }), options);
    const { VersionId, DeleteMarker } = await client.send(new DeleteObjectCommand(object), options);
    const head = await client.send(new HeadObjectCommand(object), options).then(() => 200, statusOfMissing);
    const versioned = DeleteMarker === true || (VersionId ?? 'null') !== 'null';
    return { key: object.Key, head, versioned, ...(await sweep(client, tools, settings)) };
  },
  judge: (evidence, context) =>
    judgeDelete(evidence, context, DEADLINE_MS) ??
    well(evidence, { summary: 'A deleted file is gone, and nothing of earlier probes is left.', metadata: { facts: evidence.answer } }),
});

/** Only a missing file is an answer; all else is an error. */
function statusOfMissing(error: { $metadata?: { httpStatusCode?: number } }): number {
  if (error.$metadata?.httpStatusCode === 404) return 404;
  throw error;
}

/** Deletes what probes of more than a day ago left. A key that is not one of theirs is never touched. */
async function sweep(client: S3Client, { signal }: ProbeTools, { bucket: Bucket }: SpacesSettings) {
  const options = { abortSignal: signal };
  const list = await client.send(new ListObjectsV2Command({ Bucket, Prefix: FOLDER }), options);
  const before = Date.now() - STALE_MS;
  const stale = (list.Contents ?? []).filter(
    ({ Key, LastModified }) => isScratch(Key ?? '') && LastModified && LastModified.getTime() < before,
  );
  const going = stale.slice(0, MOST);
  for (const { Key } of going) await client.send(new DeleteObjectCommand({ Bucket, Key }), options);
  const oldest = stale.map(({ LastModified }) => LastModified!.toISOString()).sort()[0] ?? null;
  return { bucket: list.Name ?? null, stale: stale.length, swept: going.length, oldest };
}
