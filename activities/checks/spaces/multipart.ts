import { createHash, randomBytes } from 'node:crypto';
import { AbortMultipartUploadCommand, GetObjectCommand, ListMultipartUploadsCommand, type S3Client } from '@aws-sdk/client-s3';
import { defineCapability, type ProbeTools } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import type { SpacesSettings } from '#activities/settings.ts';
import { spacesClient } from './client.ts';
import { judgeMultipart, type Multipart } from './judge-multipart.ts';
import { leftBehind } from './left-behind.ts';
import { beginUpload } from './multipart-upload.ts';
import { isScratch, scratch } from './scratch.ts';

const DEADLINE_MS = 60_000;
/** S3's least for a part that is not the last. */
const PART = 5 * 1024 * 1024;
const STALE_MS = 24 * 3_600_000;
/** So many of our own go in one probe. */
const MOST = 50;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A large file goes up in parts and comes back whole; an upload that is given up leaves nothing that costs money unseen. */
export const spacesMultipart = defineCapability({
  kind: 'spaces',
  capability: 'multipart',
  title: 'A large file goes up in parts, and what is given up is gone',
  why: 'Large files go up in parts; parts of uploads that were never finished are in no list, but on the bill.',
  does: 'Uploads 5 MiB and 1 byte in two parts, reads them back, compares, deletes them; gives a second upload up, and looks for unfinished ones.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: null,
  requires: ['upload', 'delete'],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings): Promise<Multipart> {
    const client = spacesClient(tools, settings);
    const object = scratch(tools, settings);
    const sent = randomBytes(PART + 1);
    const facts: Multipart = {
      key: object.Key,
      begun: false,
      sent: sha256(sent),
      got: null,
      size: null,
      up_ms: null,
      down_ms: null,
      left: null,
    };
    let began = performance.now();
    const upload = await beginUpload(client, tools, settings, object);
    if (!upload) return facts;
    facts.begun = true;
    await upload.send(sent.subarray(0, PART));
    await upload.send(sent.subarray(PART));
    await upload.complete();
    facts.up_ms = performance.now() - began;
    began = performance.now();
    const got =
      (await (await client.send(new GetObjectCommand(object), { abortSignal: tools.signal })).Body?.transformToByteArray()) ??
      new Uint8Array();
    Object.assign(facts, { got: sha256(got), size: got.byteLength, down_ms: performance.now() - began });
    if (facts.got !== facts.sent) return facts;
    const second = await beginUpload(client, tools, settings, object);
    if (!second) return { ...facts, begun: false };
    await second.send(sent.subarray(PART));
    await second.abort();
    return { ...facts, left: await unfinished(client, tools, settings, second.id) };
  },
  judge(evidence, context) {
    const trouble = judgeMultipart(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const done = '5 MiB and 1 byte went up in two parts and came back byte for byte';
    const facts = evidence.answer!;
    const nothing = facts.left?.count === null ? 'This key may not list unfinished uploads.' : 'No unfinished upload is older than a day.';
    const left = leftBehind(evidence, context, { done, key: facts.key });
    return left ?? well(evidence, { summary: `${done}. ${nothing}`, metadata: { facts } });
  },
});

/** The uploads of the whole bucket that nobody finished; those that earlier probes left are aborted. */
async function unfinished(client: S3Client, { signal }: ProbeTools, { bucket: Bucket }: SpacesSettings, aborted: string) {
  const options = { abortSignal: signal };
  const none = { count: null, aborted_is_listed: false, stale: 0, oldest: null, swept: 0 };
  const list = await client.send(new ListMultipartUploadsCommand({ Bucket }), options).catch((error: Error) => {
    if (error.name === 'AccessDenied') return null;
    throw error;
  });
  if (!list) return none;
  const uploads = list.Uploads ?? [];
  const before = Date.now() - STALE_MS;
  const stale = uploads.filter(({ Initiated }) => Initiated && Initiated.getTime() < before);
  const ours = stale.filter(({ Key }) => isScratch(Key ?? '')).slice(0, MOST);
  for (const { Key, UploadId } of ours) await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), options);
  return {
    count: uploads.length,
    aborted_is_listed: uploads.some(({ UploadId }) => UploadId === aborted),
    stale: stale.length,
    oldest: stale.map(({ Initiated }) => Initiated!.toISOString()).sort()[0] ?? null,
    swept: ours.length,
  };
}
