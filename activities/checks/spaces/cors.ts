import { GetBucketCorsCommand, type CORSRule, type S3Client } from '@aws-sdk/client-s3';
import { defineCapability, type ProbeTools } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import { bucketUrl } from './bucket-url.ts';
import { spacesClient } from './client.ts';
import { ASKED, judgeCors, type Cors, type Rule } from './judge-cors.ts';
import { FOLDER } from './scratch.ts';

const DEADLINE_MS = 10_000;

/** The web app's pages may upload: the browser's own question is asked, as the browser asks it. */
export const spacesCors = defineCapability({
  kind: 'spaces',
  capability: 'cors',
  title: 'The web app’s pages may upload from the browser',
  why: 'Where the bucket does not allow the app’s origin, the browser stops every upload, and no server ever hears of it.',
  does: 'Reads the bucket’s CORS rules, and asks as a browser does before an upload (OPTIONS), without a key.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['bucket'],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings): Promise<Cors> {
    const rules = await rulesOf(spacesClient(tools, settings), settings.bucket, tools);
    const origin = settings.corsOrigin;
    if (origin === null) return { rules, origin, preflight: null };
    const headers = { origin, 'access-control-request-method': ASKED.method, 'access-control-request-headers': ASKED.header };
    const response = await tools.fetch(`${bucketUrl(settings)}/${FOLDER}${tools.probeId}.txt`, { method: 'OPTIONS', headers });
    const allow = (what: string): string | null => response.headers.get(`access-control-allow-${what}`);
    const preflight = { status: response.status, origin: allow('origin'), methods: allow('methods'), headers: allow('headers') };
    return { rules, origin, preflight };
  },
  facts: ({ rules }) => ({ 'CORS rules': rules }),
  judge(evidence, context) {
    const trouble = judgeCors(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const cors = evidence.answer!;
    return well(evidence, { summary: `Pages of ${cors.origin} may upload from the browser.`, metadata: { cors } });
  },
});

/** None where there are none, null where the key may not read them: a browser is not asked for a key, so that the answer to it counts. */
async function rulesOf(client: S3Client, Bucket: string, { signal }: ProbeTools): Promise<Rule[] | null> {
  try {
    const { CORSRules } = await client.send(new GetBucketCorsCommand({ Bucket }), { abortSignal: signal });
    return (CORSRules ?? []).map(plain);
  } catch (error) {
    const { name } = error as Error;
    if (name === 'NoSuchCORSConfiguration') return [];
    if (name === 'AccessDenied') return null;
    throw error;
  }
}

const plain = ({ AllowedOrigins, AllowedMethods, AllowedHeaders }: CORSRule): Rule => ({
  origins: AllowedOrigins ?? [],
  methods: AllowedMethods ?? [],
  headers: AllowedHeaders ?? [],
});
