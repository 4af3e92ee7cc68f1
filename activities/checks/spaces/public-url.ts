import { PutObjectCommand } from '@aws-sdk/client-s3';
import { defineCapability } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import { asLetIn } from './as-let-in.ts';
import { bucketUrl } from './bucket-url.ts';
import { spacesClient } from './client.ts';
import { judgePublic, SENT, type Met, type Public } from './judge-public.ts';
import { leftBehind } from './left-behind.ts';
import { scratch } from './scratch.ts';

const DEADLINE_MS = 15_000;

/** Strangers can read what is public, at the address that users are given, and nothing else. */
export const spacesPublicUrl = defineCapability({
  kind: 'spaces',
  capability: 'public_url',
  title: 'Private files are closed to strangers, public ones are open',
  why: 'A private file that anybody can read is a leak that nobody notices; a public one that nobody can read is a broken page.',
  does: 'Uploads a private file of a few bytes and, where SPACES_PUBLIC_URL is set, a public one; asks for both without a key; deletes them.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['upload'],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings): Promise<Public> {
    const client = spacesClient(tools, settings);
    const options = { abortSignal: tools.signal };
    const ask = async (address: string, body: string): Promise<Met> => {
      const { status, headers, text } = await tools
        .fetch(address)
        .then(async (r) => ({ status: r.status, headers: r.headers, text: await r.text() }));
      const [type, cache_control, age] = ['content-type', 'cache-control', 'age'].map((name) => headers.get(name));
      return { status, same: text === body, type: type ?? null, cache_control: cache_control ?? null, age: age ?? null };
    };
    const hidden = scratch(tools, settings, 'private.txt');
    const secret = `${tools.probeId} private`;
    const facts: Public = { private_key: hidden.Key, closed: null, public_key: null, open: null, closed_there: null };
    // Each step only where the one before came out right: the last exchange is the one to blame.
    await client.send(new PutObjectCommand({ ...hidden, ...SENT, Body: secret }), options);
    facts.closed = await ask(`${bucketUrl(settings)}/${hidden.Key}`, secret);
    if (facts.closed.status < 400 || settings.publicUrl === null) return facts;
    const shown = scratch(tools, settings, 'public.txt');
    facts.public_key = shown.Key;
    await client.send(new PutObjectCommand({ ...shown, ...SENT, ACL: 'public-read', Body: tools.probeId }), options);
    facts.open = await ask(`${settings.publicUrl}/${shown.Key}`, tools.probeId);
    if (!facts.open.same) return facts;
    facts.closed_there = await ask(`${settings.publicUrl}/${hidden.Key}`, secret);
    return facts;
  },
  judge(evidence, context) {
    const trouble = judgePublic(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const facts = evidence.answer!;
    const where = new URL(context.settings.publicUrl ?? context.settings.endpoint).host;
    const done = facts.open
      ? `A public file is open at ${where}, and a private one is closed to strangers`
      : 'A private file is closed to strangers; no public address is configured';
    const key = [facts.private_key, facts.public_key].filter(Boolean).join(', ');
    const left = leftBehind(evidence, context, { done, key });
    return asLetIn(left ?? well(evidence, { summary: `${done}.`, metadata: { facts } }), evidence);
  },
});
