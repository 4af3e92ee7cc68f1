import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { CheckProgress, RunProgress } from '#db/run-document.ts';
import type { RunReader } from '#db/run-reader.ts';
import { followRun } from '#scripts/probe/follow-run.ts';

const check = { check: 'aurora.text', state: 'finished', status: 'ok', summary: 'It was ok.', troubles: [] } as unknown as CheckProgress;
const finished = { state: 'finished', checks: [check] } as unknown as RunProgress;

/** Follows a run of which each reading gives the next of `readings`, the last for ever; nobody announces changes. */
async function follow(readings: (RunProgress | null | Error)[], signal = AbortSignal.timeout(20_000)) {
  const output = new PassThrough();
  const runProgress = (): Promise<RunProgress | null> => {
    const reading = readings.length > 1 ? readings.shift()! : readings[0]!;
    return reading instanceof Error ? Promise.reject(reading) : Promise.resolve(reading);
  };
  const last = await followRun({
    runId: 'a-run',
    databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
    reader: { runProgress } as unknown as RunReader,
    output: output as unknown as NodeJS.WriteStream,
    signal,
  });
  return { last, printed: String(output.read() ?? '') };
}

it('follows a run over a moment in which the database does not answer', async () => {
  const { last, printed } = await follow([new Error('terminating connection'), null, finished]);
  expect(last).toBe(finished);
  expect(printed).toContain('aurora.text  It was ok.');
});

it('says that Postgres stopped answering where it does not for ten seconds', async () => {
  const began = Date.now();
  await expect(follow([new Error('terminating connection')])).rejects.toThrow('Postgres stopped answering while the run went on.');
  expect(Date.now() - began).toBeGreaterThan(9_000);
});

it('stops following when it is told to', async () => {
  const { last } = await follow([{ state: 'running', checks: [] } as unknown as RunProgress], AbortSignal.timeout(50));
  expect(last?.state).toBe('running');
});
