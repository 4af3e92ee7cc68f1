import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { v7 as uuidv7 } from 'uuid';
import type { ProbeTools } from '#activities/capability.ts';
import { createChecks } from '#activities/checks/create-checks.ts';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { spacesClient } from '#activities/checks/spaces/client.ts';
import type { Evidence } from '#activities/evidence.ts';
import { gatherEvidence } from '#activities/gather-evidence.ts';
import type { SpacesSettings } from '#activities/settings.ts';
import { createRedactor } from '#activities/redactor.ts';
import { trustAuthority } from '#activities/transport/trust-authority.ts';
import { readTargets } from '#env.ts';
import { openSandbox } from '#scripts/sandbox/open-sandbox.ts';
import type { SandboxProvider } from '#scripts/sandbox/provider.ts';
import { spacesSandbox } from '#scripts/sandbox/spaces.ts';
import { SANDBOX_ORIGIN } from '#scripts/sandbox/spaces/cors.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { openVersitygw } from './versitygw.ts';

export type Action = keyof typeof RIGHTS;

/** What S3 calls the rights that the checks need. */
const RIGHTS = {
  list: ['s3:ListBucket', 's3:ListBucketMultipartUploads'],
  read: ['s3:GetObject'],
  write: ['s3:PutObject', 's3:PutObjectAcl'],
  delete: ['s3:DeleteObject', 's3:AbortMultipartUpload'],
};

/** A server with one bucket, and what a person would set to reach it. */
export interface S3Server {
  variables: Record<string, string>;
  /** Does some work with a key that may do all but what is named, while everybody may read what is meant to be public. */
  forbidding(action: Action, work: (variables: Record<string, string>) => Promise<void>): Promise<void>;
  /** Does some work with the variables of somebody who signs for another region than the server is in. */
  inAnotherRegion(work: (variables: Record<string, string>) => Promise<void>): Promise<void>;
  /** Does some work while everybody may read some files: those that are meant to be public, or the private ones too. */
  opening(which: 'public' | 'all', work: (variables: Record<string, string>) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** One answer as it went over the wire. */
export interface Said {
  status: number;
  headers: Headers;
  text: string;
}

export async function openSandboxS3(): Promise<S3Server> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-sandbox-'));
  // A service has a clock of its own: tests may set the other.
  const now = (): Date => new Date(performance.timeOrigin + performance.now());
  const punctual: SandboxProvider = { ...spacesSandbox, hosts: (world) => spacesSandbox.hosts({ ...world, now }) };
  const sandbox = await openSandbox({ folder, providers: [punctual] });
  trustAuthority(sandbox.ca);
  // The same questions are put by a plain fetch, which knows of no name server.
  const variables = {
    ...sandbox.variables,
    SPACES_ENDPOINT: sandbox.origins['spaces']!,
    SPACES_PUBLIC_URL: sandbox.origins['spaces-cdn']!,
  };
  return {
    variables,
    async forbidding(action, work) {
      await sandbox.break(`spaces.${action}_denied`);
      await work(variables).finally(() => sandbox.heal());
    },
    async inAnotherRegion(work) {
      await sandbox.break('spaces.region_wrong');
      await work(variables).finally(() => sandbox.heal());
    },
    async opening(which, work) {
      if (which === 'all') await sandbox.break('spaces.private_open');
      await work(variables).finally(() => sandbox.heal());
    },
    async close() {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function openVersityS3(executable: string): Promise<S3Server> {
  const keys = { region: 'nyc3', accessKeyId: `DO00${randomBytes(8).toString('hex')}`, secretAccessKey: randomBytes(20).toString('hex') };
  const server = await openVersitygw(executable, keys);
  trustAuthority(server.ca);
  const variables = {
    SPACES_ENDPOINT: server.origin,
    SPACES_REGION: keys.region,
    SPACES_BUCKET: 'acme-tests',
    SPACES_ACCESS_KEY_ID: keys.accessKeyId,
    SPACES_SECRET_ACCESS_KEY: keys.secretAccessKey,
    SPACES_PATH_STYLE: 'true',
    SPACES_CORS_ORIGIN: SANDBOX_ORIGIN,
  };
  const client = clientOf(variables);
  try {
    await client.send(new CreateBucketCommand({ Bucket: variables.SPACES_BUCKET }));
    const CORSRules = [{ AllowedOrigins: [SANDBOX_ORIGIN], AllowedMethods: ['GET', 'PUT'], AllowedHeaders: ['content-type', 'x-amz-*'] }];
    await client.send(new PutBucketCorsCommand({ Bucket: variables.SPACES_BUCKET, CORSConfiguration: { CORSRules } }));
  } catch (error) {
    await server.close();
    throw error;
  }
  return {
    variables,
    async forbidding(action, work) {
      const limited = {
        SPACES_ACCESS_KEY_ID: `DO00${randomBytes(8).toString('hex')}`,
        SPACES_SECRET_ACCESS_KEY: randomBytes(20).toString('hex'),
      };
      await server.addKey(limited.SPACES_ACCESS_KEY_ID, limited.SPACES_SECRET_ACCESS_KEY);
      const Bucket = variables.SPACES_BUCKET;
      const bucket = `arn:aws:s3:::${Bucket}`;
      const Action = Object.entries(RIGHTS).flatMap(([name, rights]) => (name === action ? [] : rights));
      const allowed = { Effect: 'Allow', Principal: { AWS: [limited.SPACES_ACCESS_KEY_ID] }, Action, Resource: [bucket, `${bucket}/*`] };
      await withPolicy([allowed, anybodyReads('greenlight/*.public.txt')], () =>
        work({ ...variables, ...limited, SPACES_PUBLIC_URL: `${server.origin}/${Bucket}` }),
      );
    },
    inAnotherRegion: (work) => work({ ...variables, SPACES_REGION: 'fra1' }),
    // It has no ACLs of objects: a policy opens what the checks name as public.
    async opening(which, work) {
      const statement = anybodyReads(which === 'all' ? '*' : 'greenlight/*.public.txt');
      await withPolicy([statement], () => work({ ...variables, SPACES_PUBLIC_URL: `${server.origin}/${variables.SPACES_BUCKET}` }));
    },
    close: () => server.close(),
  };

  function anybodyReads(keys: string): object {
    return { Effect: 'Allow', Principal: '*', Action: ['s3:GetObject'], Resource: [`arn:aws:s3:::${variables.SPACES_BUCKET}/${keys}`] };
  }

  async function withPolicy(Statement: object[], work: () => Promise<void>): Promise<void> {
    const Bucket = variables.SPACES_BUCKET;
    await client.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
    await work().finally(() => client.send(new DeleteBucketPolicyCommand({ Bucket })));
  }
}

/** The SDK as the product configures it, over a plain fetch that notes what was said; `tamper` is a proxy's hand on what was signed. */
export function clientOf(
  variables: Record<string, string>,
  { said = [], tamper = (init) => init }: { said?: Said[]; tamper?: (init: RequestInit) => RequestInit } = {},
): S3Client {
  const { settings } = readTargets(variables).find(({ kind }) => kind === 'spaces')!;
  const listening: typeof fetch = async (input, init = {}) => {
    const response = await fetch(input, tamper(init));
    said.push({ status: response.status, headers: response.headers, text: await response.clone().text() });
    return response;
  };
  return spacesClient({ fetch: listening } as ProbeTools, settings as SpacesSettings);
}

/** Probes and judges one of the real checks, as the worker does. */
export async function examine(
  name: string,
  variables: Record<string, string>,
): Promise<{ finding: Finding; evidence: Evidence<unknown>; probeId: string }> {
  const { capability, target, entry } = createChecks(readTargets(variables), CAPABILITIES).find((check) => check.entry.name === name)!;
  const ids = { runId: uuidv7(), probeId: uuidv7() };
  const cancelled = new AbortController().signal;
  const evidence = await gatherEvidence(capability as never, target.settings as never, { ...ids, cancelled, redactor: createRedactor([]) });
  const context = { check: name, settings: target.settings, thresholds: capability.thresholds, doc: entry.doc };
  return { finding: capability.judge(evidence as never, context as never), evidence, probeId: ids.probeId };
}
