import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ProbeTools } from '#activities/capability.ts';
import { createChecks } from '#activities/checks/create-checks.ts';
import { createActivities, type ActivityDeps } from '#activities/create-activities.ts';
import { well } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import type { Target } from '#activities/settings.ts';
import { createArtifactStore } from '#db/artifact-store.ts';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { createRunReader } from '#db/run-reader.ts';
import { createRunWriter } from '#db/run-writer.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import type { FakeDoctor } from '#test/support/fake-activities.ts';
import { exchangeOf } from '#test/support/judge-made-up.ts';
import { made } from '#test/support/made-up-capability.ts';
import { openWorkflowBench, type WorkflowBench } from '#test/support/workflow-bench.ts';

let database: TestDatabase;
let bench: WorkflowBench;
let storage: string;
beforeAll(async () => {
  database = await createTestDatabase();
  bench = await openWorkflowBench();
  storage = mkdtempSync(join(tmpdir(), 'greenlight-beside-'));
});
afterAll(async () => {
  await bench.close();
  await database.close();
  rmSync(storage, { recursive: true, force: true });
});

const settings = { token: 'x', dataset: 'logs', orgId: null, url: 'http://127.0.0.1:1', edgeUrl: null };
const target: Target = { kind: 'axiom', scope: 'axiom', provider: null, settings, missing: [], secrets: [], variables: [] };
const TRANSPORT = { service: 'Axiom', addressVariable: 'AXIOM_URL', doc: 'docs/x.md', deadlineMs: 20_000 };

/** A worker's activities over one check, which does this. */
async function doctorWith(probe: (tools: ProbeTools) => Promise<boolean>, more: Partial<ActivityDeps> = {}): Promise<FakeDoctor> {
  const capability = made(probe, {
    judge: (evidence) => judgeTransport(evidence, TRANSPORT) ?? well(evidence, { summary: 'All is well.' }),
  });
  const checks = createChecks([target], [capability] as never);
  await createCatalogueWriter(database.sequelize).writeCatalogue(checks.map(({ entry }) => entry));
  const ledger = createRunWriter(database.sequelize, { mode: 'sandbox' });
  const artifacts = createArtifactStore(storage);
  return { activities: createActivities({ ledger, artifacts, checks, pageOf: () => null, ...more }) } as unknown as FakeDoctor;
}

const probeOf = async (runId: string) => (await createRunReader(database.sequelize).runDocument(runId))!.probes[0]!;

it('two runs together ask one provider no more at once than its limit, and waiting is no try', async () => {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let [now, most, probes] = [0, 0, 0];
  const doctor = await doctorWith(
    async () => {
      most = Math.max(most, ++now);
      probes += 1;
      await released;
      now -= 1;
      return true;
    },
    { providerLimit: 1 },
  );
  const [first, second] = await bench.withRun(doctor, async (one) => {
    await vi.waitUntil(() => probes === 1, { timeout: 15_000 });
    return bench.withRun(doctor, async (other) => {
      const turnedAway = async () =>
        (await other.describe()).raw.pendingActivities?.some(({ lastFailure }) => lastFailure?.applicationFailureInfo?.type === 'NoPlace');
      await vi.waitUntil(turnedAway, { timeout: 15_000, interval: 250 });
      release();
      return Promise.all([one.result(), other.result()]);
    });
  });
  expect([most, probes]).toEqual([1, 2]);
  for (const { runId } of [first, second]) expect(await probeOf(runId)).toMatchObject({ status: 'ok', attempts: 1 });
});

it('no provider is blamed for a certificate that only our clock calls expired', async () => {
  const clock = { note: () => {}, isWrongAbout: () => Promise.resolve(true) };
  const certificate = { subject: 'h', issuer: 'i', validFrom: '', validTo: '', fingerprint: 'AA' };
  const doctor = await doctorWith(
    ({ recorder }) => {
      const trouble = { phase: 'tls' as const, code: 'CERT_HAS_EXPIRED', message: 'expired' };
      recorder.add(exchangeOf('GET', 200, { status: null, trouble, peer: { address: null, protocol: null, certificate } }));
      return Promise.reject(new Error('expired'));
    },
    { clock },
  );
  const { runId } = await bench.withRun(doctor, (handle) => handle.result());
  expect(await probeOf(runId)).toMatchObject({ status: 'unknown', failure_class: 'clock', attempts: 1 });
});
