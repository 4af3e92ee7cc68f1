import { setTimeout as sleep } from 'node:timers/promises';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { defineCapability } from '#activities/capability.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { spacesClient } from './client.ts';
import { judgeSpaces } from './judge-spaces.ts';
import { leftBehind } from './left-behind.ts';
import { scratch } from './scratch.ts';

const DEADLINE_MS = 12_000;
const GIVE_UP_MS = 5_000;
const PAUSE_MS = 250;

/** What was just written is listed, and soon: products look for files by their prefix. */
export const spacesList = defineCapability({
  kind: 'spaces',
  capability: 'list',
  title: 'A new file is listed at once',
  why: 'Whatever shows, syncs or cleans up files finds them by listing a prefix.',
  does: 'Uploads a few bytes under a key of its own, lists the prefix until the key is there (5 s at most), deletes it.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['upload'],
  deadlineMs: DEADLINE_MS,
  thresholds: { listed_warn_ms: 2_000 },
  async probe(tools, settings) {
    const client = spacesClient(tools, settings);
    const object = scratch(tools, settings, 'txt');
    const options = { abortSignal: tools.signal };
    await client.send(new PutObjectCommand({ ...object, Body: tools.probeId, ContentType: 'text/plain' }), options);
    const began = performance.now();
    for (let lists = 1; ; lists += 1) {
      const list = await client.send(new ListObjectsV2Command({ Bucket: object.Bucket, Prefix: object.Key }), options);
      const after_ms = Math.round(performance.now() - began);
      const listed = (list.Contents ?? []).some(({ Key }) => Key === object.Key);
      const facts = { key: object.Key, bucket: list.Name ?? null, listed, after_ms, lists, count: list.KeyCount ?? null };
      // A list of nothing is no list: asking again would only hide that.
      if (listed || facts.bucket === null || after_ms > GIVE_UP_MS) return facts;
      await sleep(PAUSE_MS, undefined, { signal: tools.signal });
    }
  },
  judge(evidence, context) {
    const writing = evidence.exchanges.at(-1)?.method === 'PUT';
    const trouble = judgeSpaces(evidence, context, DEADLINE_MS, writing ? 'write' : 'list');
    if (trouble) return trouble;
    const facts = evidence.answer;
    if (!facts?.listed) {
      const isList = facts?.bucket === context.settings.bucket;
      return ill(evidence, {
        status: 'fail',
        failureClass: 'wrong_result',
        rung: 'function',
        detail: isList ? 'not listed' : 'no list',
        metadata: { facts },
        summary: isList
          ? `The upload was accepted, but ${facts.after_ms / 1_000} s later ${facts.key} was still not listed.`
          : 'The service answered, but not with a list of this bucket.',
        hint: {
          id: 'S3_LIST',
          title: 'The list is not that of the bucket as it is now',
          steps: [
            'Look at SPACES_ENDPOINT: does it name the S3 service itself, not a CDN or a cache that keeps old lists?',
            'Until it is mended, let your product read files by their key instead of looking for them in a list.',
            'Write to the provider’s support with the request id.',
          ],
          doc: context.doc,
        },
      });
    }
    const limit = context.thresholds['listed_warn_ms']!;
    if (facts.after_ms > limit) {
      return ill(evidence, {
        status: 'warn',
        failureClass: 'slow',
        rung: 'function',
        detail: `listed after ${facts.after_ms} ms`,
        metadata: { facts },
        summary: `A new file was listed only after ${facts.after_ms / 1_000} s; more than ${limit / 1_000} s is too long.`,
        hint: {
          id: 'S3_LIST_LATE',
          title: 'New files are listed late',
          steps: [
            facts.lists > 1
              ? `${facts.lists} lists were asked for: the file was missing in all but the last. Let your product read by key what it has just written.`
              : `The one list took all the time: look how many files lie in the bucket, and at ${context.settings.endpoint}’s status page.`,
            'Look at the bars: a single warning passes.',
          ],
          doc: context.doc,
        },
      });
    }
    const done = `A new file was listed after ${facts.after_ms} ms`;
    return leftBehind(evidence, context, { done, key: facts.key }) ?? well(evidence, { summary: `${done}.`, metadata: { facts } });
  },
});
