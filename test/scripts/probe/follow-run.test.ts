import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
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

/** Follows a finished run in a process of its own, on a terminal of its own, with this redirection of its output. */
function onTerminal(stream: 'stdout' | 'stderr', redirection = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-terminal-'));
  const program = join(folder, 'program.ts');
  const followRunAt = resolve(import.meta.dirname, '../../../scripts/probe/follow-run.ts');
  writeFileSync(
    program,
    `import { followRun } from ${JSON.stringify(followRunAt)};
     const reader = { runProgress: () => Promise.resolve(${JSON.stringify(finished)}) };
     const databaseUrl = 'postgres://nobody@127.0.0.1:1/none';
     await followRun({ runId: 'a-run', databaseUrl, reader, output: process.${stream}, signal: AbortSignal.timeout(20_000) });
     process.stdout.write('the result');
     process.exit();`,
  );
  const drawn = execFileSync('script', ['-qec', `stty cols 100; '${process.execPath}' program.ts ${redirection}`, '/dev/null'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 30_000,
  });
  const kept = redirection === '' ? '' : readFileSync(join(folder, 'kept'), 'utf8');
  rmSync(folder, { recursive: true });
  const seen = stripVTControlCharacters(drawn);
  return redirection === '' ? seen : `${seen}|kept:${kept}`;
}

it('draws a live list on a terminal', () => {
  expect(onTerminal('stdout')).toMatch(/✔ aurora\.text {2}It was ok\.[^]*the result/);
});

it('draws it on the terminal alone, while standard output goes to a file', () => {
  expect(onTerminal('stderr', '> kept')).toMatch(/✔ aurora\.text {2}It was ok\.[^]*\|kept:the result$/);
});

it('draws nothing live where progress goes to a file, whatever standard output is', () => {
  expect(onTerminal('stderr', '2> kept')).toMatch(/^the result\|kept:● ok +aurora\.text {2}It was ok\.\n$/);
});
