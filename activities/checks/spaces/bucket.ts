import { HeadBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { defineCapability } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import { spacesClient } from './client.ts';
import { judgeBucket, type Bucket } from './judge-bucket.ts';

const DEADLINE_MS = 10_000;

/** The key is known and the bucket is there. An error to HEAD has no body, so that the real reason is asked for with a list. */
export const spacesBucket = defineCapability({
  kind: 'spaces',
  capability: 'bucket',
  title: 'The bucket is there, and the key may see it',
  why: 'Whatever users upload or download goes through this bucket.',
  does: 'Asks for the bucket (HEAD), and lists at most one key.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['network'],
  deadlineMs: DEADLINE_MS,
  thresholds: { slow_ms: 5_000 },
  async probe(tools, settings): Promise<Bucket> {
    const client = spacesClient(tools, settings);
    const options = { abortSignal: tools.signal };
    const head = await client.send(new HeadBucketCommand({ Bucket: settings.bucket }), options).catch(() => null);
    const list = await client.send(new ListObjectsV2Command({ Bucket: settings.bucket, MaxKeys: 1 }), options);
    return { head: head !== null, region: head?.BucketRegion ?? null, name: list.Name ?? null, key_count: list.KeyCount ?? null };
  },
  facts: ({ region }) => ({ 'region of the bucket': region }),
  judge(evidence, context) {
    const trouble = judgeBucket(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const bucket = evidence.answer!;
    return well(evidence, {
      summary: `Bucket ${bucket.name} answers to the key …${context.settings.accessKeyId.slice(-4)}.`,
      metadata: { bucket },
    });
  },
});
