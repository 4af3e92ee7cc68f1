import { defineCapability } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import { asLetIn } from './as-let-in.ts';
import { judgePresigned, type Presigned } from './judge-presigned.ts';
import { leftBehind } from './left-behind.ts';
import { presign } from './presign.ts';
import { scratch } from './scratch.ts';

const DEADLINE_MS = 15_000;
const VALID_S = 300;
/** Signed so long ago that no clock in reach still takes it for valid. */
const LONG_AGO_MS = 3_600_000;

/** Addresses with a signature in them open what they should, and nothing else: asked without an SDK, as a browser asks. */
export const spacesPresignedUrl = defineCapability({
  kind: 'spaces',
  capability: 'presigned_url',
  title: 'A signed address opens its file, and only as long as it should',
  why: 'Browsers upload and download through such addresses; one that stays open is a file that anybody can have.',
  does: 'Uploads a few bytes through a signed address, reads them through another, then tries one that was altered and one that has expired.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['upload'],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings): Promise<Presigned> {
    const { Key: key } = scratch(tools, settings, 'txt');
    const sign = async (method: 'GET' | 'PUT', signingDate: Date, expiresIn = VALID_S): Promise<string> => {
      const address = await presign(settings, { method, key, signingDate, expiresIn });
      tools.secret(new URL(address).searchParams.get('X-Amz-Signature')!);
      return address;
    };
    const now = new Date();
    const good = await sign('GET', now);
    const facts: Presigned = { key, written: 0, read: null, same: false, altered: null, expired: null };
    // Each step only where the one before came out right: the last exchange is the one to blame.
    facts.written = (await tools.fetch(await sign('PUT', now), { method: 'PUT', body: tools.probeId })).status;
    if (facts.written >= 300) return facts;
    const got = await tools.fetch(good);
    facts.read = got.status;
    facts.same = (await got.text()) === tools.probeId;
    if (facts.read !== 200 || !facts.same) return facts;
    const altered = new URL(good);
    altered.searchParams.set('X-Amz-Expires', String(2 * VALID_S));
    facts.altered = (await tools.fetch(altered)).status;
    if (facts.altered !== 403) return facts;
    const expired = await sign('GET', new Date(now.getTime() - LONG_AGO_MS), 60);
    facts.expired = (await tools.fetch(expired)).status;
    return facts;
  },
  judge(evidence, context) {
    const trouble = judgePresigned(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const done = 'Signed addresses took and gave a file; an altered and an expired one were refused';
    const facts = evidence.answer!;
    const left = leftBehind(evidence, context, { done, key: facts.key });
    return asLetIn(left ?? well(evidence, { summary: `${done}.`, metadata: { facts } }), evidence);
  },
});
