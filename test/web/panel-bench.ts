import { randomUUID } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { createCatalogueWriter } from '#db/catalogue-writer.ts';
import { createPanelReader } from '#db/panel-reader.ts';
import { createRunWriter } from '#db/run-writer.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { entryOf, findingOf } from '#test/support/made-up.ts';
import type { Services } from '#web/app/services.server.ts';
import type { RunRequest } from '#workflows/core/run.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { Status } from '#workflows/core/status.ts';

/** The panel's loaders over a real database; the doctor opens runs and examines nothing. */
export async function openPanelBench(
  checks = [
    entryOf('aurora.north.text'),
    entryOf('aurora.south.text'),
    entryOf('bruma.ingest'),
    entryOf('silencio.upload', { configured: false, missing: ['SILENCIO_KEY'] }),
  ],
) {
  const database = await createTestDatabase();
  const writer = createRunWriter(database.sequelize, { mode: 'sandbox' });
  await createCatalogueWriter(database.sequelize).writeCatalogue(checks);
  const reader = createPanelReader(database.sequelize);
  const cancelled: string[] = [];

  async function openRun(names: string[], request: Partial<RunRequest> = {}): Promise<string> {
    const runId = randomUUID();
    await writer.openRun({
      runId,
      workflowId: `doctor/${runId}`,
      request: { selection: EVERYTHING_CHEAP, trigger: 'scheduler', requestedBy: 'schedule', record: true, nonce: null, ...request },
      checks: names.map((check) => ({
        check,
        requires: [],
        provider: 'aurora',
        limit: 4,
        startToCloseMs: 1_000,
        scheduleToCloseMs: 1_000,
        maxAttempts: 3,
        asked: true,
      })),
    });
    return runId;
  }

  const services: Services = {
    mode: 'sandbox',
    reader,
    changes: { subscribe: () => () => {}, tell: () => {}, isFollowed: () => false, close: () => Promise.resolve() },
    storage: '/nowhere',
    docs: 'docs',
    assertMemory: () => database.sequelize.authenticate(),
    temporalTrouble: () => Promise.resolve(null),
    sandbox: null,
    scheduled: () => Promise.resolve({ schedule: { nextAt: null, paused: null }, silent: false }),
    workflowUrl: (workflowId) => `http://temporal.test/${workflowId}`,
    doctor: {
      async ask(request) {
        const known = request.nonce === null ? null : await reader.runByNonce(request.nonce);
        if (known) return { ...known, joined: true };
        const runId = await openRun(request.selection.checks.length > 0 ? request.selection.checks : ['bruma.ingest'], request);
        return { runId, workflowId: `doctor/${runId}`, joined: false };
      },
      cancel: (workflowId) => Promise.resolve(void cancelled.push(workflowId)),
      ping: () => Promise.resolve(),
    },
  };

  return {
    services,
    writer,
    cancelled,
    openRun,
    /** A whole run with these outcomes. */
    async record(outcomes: Record<string, Status>, request: Partial<RunRequest> = {}): Promise<string> {
      const runId = await openRun(Object.keys(outcomes), request);
      for (const [check, status] of Object.entries(outcomes)) {
        await writer.beginAttempt(runId, check);
        await writer.recordProbe({ runId, check, finding: findingOf(status), attempts: 1, durationMs: 120, files: [], temporal: null });
      }
      await writer.closeRun({ runId, state: 'finished', unprobed: [] }, () => findingOf('unknown'));
      return runId;
    },
    /** What Remix would hand to a loader or an action. */
    args(
      path: string,
      {
        params = {},
        form,
        services: own = services,
      }: { params?: Record<string, string>; form?: Record<string, string>; services?: Services } = {},
    ): LoaderFunctionArgs {
      const request = new Request(`http://127.0.0.1${path}`, form ? { method: 'POST', body: new URLSearchParams(form) } : {});
      return { request, params, context: { services: own, nonce: 'n' } };
    },
    close: () => database.close(),
  };
}

export type PanelBench = Awaited<ReturnType<typeof openPanelBench>>;
