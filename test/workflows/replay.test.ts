import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HISTORY_SHAPES } from '#test/support/history-shapes.ts';
import { openWorkflowBench, workflowBundle, type WorkflowBench } from '#test/support/workflow-bench.ts';

// `npm run record:histories` makes the files anew: only after a change that may break runs in flight, and is meant to.
const recording = process.env['RECORD_HISTORIES'] === 'true';
const fileOf = (shape: string): string => fileURLToPath(new URL(`../fixtures/histories/${shape}.json`, import.meta.url));

let bench: WorkflowBench;
beforeAll(async () => {
  bench = await openWorkflowBench();
});
afterAll(() => bench.close());

describe.each(Object.entries(HISTORY_SHAPES))('the history of a run: %s', (shape, { doctor: make, during }) => {
  if (recording) {
    it('is recorded', async () => {
      const doctor = make();
      const history = await bench.withRun(doctor, async (handle) => {
        await during?.(handle, doctor);
        await handle.result().catch(() => {});
        return handle.fetchHistory();
      });
      // Where this clone lies is nobody's business.
      writeFileSync(fileOf(shape), historyToJSON(history).replaceAll(`${process.cwd()}/`, ''));
    });
  }

  it('is replayed by the workflow of today', async () => {
    expect(existsSync(fileOf(shape)), 'run `npm run record:histories` once').toBe(true);
    const history = historyFromJSON(JSON.parse(readFileSync(fileOf(shape), 'utf8')));
    await expect(Worker.runReplayHistory({ workflowBundle: await workflowBundle(), replayName: shape }, history)).resolves.toBeUndefined();
  });
});

describe('a change that would break runs in flight', () => {
  it('is caught', async () => {
    const changed = await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('../fixtures/changed-workflows/index.ts', import.meta.url)),
      logger: new DefaultLogger('ERROR'),
    });
    const history = historyFromJSON(JSON.parse(readFileSync(fileOf('all-good'), 'utf8')));
    await expect(Worker.runReplayHistory({ workflowBundle: changed }, history)).rejects.toMatchObject({
      name: 'DeterminismViolationError',
    });
  });
});
