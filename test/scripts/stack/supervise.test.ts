import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isAlive } from '#scripts/stack/process-identity.ts';
import { startProcess } from '#scripts/stack/start-process.ts';
import { supervise, type Part } from '#scripts/stack/supervise.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'greenlight-supervise-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const READY = 'process.send({ ready: true }); setInterval(() => {}, 1000)';
/** Says who it is, and never that it is ready. */
const NEVER_READY = 'setInterval(() => {}, 1000)';

/** A part whose first process comes up; those after it do as `again` says. */
function part(name: string, again: string): { part: Part; starts(): number } {
  let starts = 0;
  const start: Part['start'] = (stopping) =>
    startProcess({
      name,
      command: process.execPath,
      args: ['-e', ++starts === 1 ? READY : again],
      env: {},
      logFile: join(folder, `${name}.log`),
      ready: 'message',
      readyWithinMs: 60_000,
      stopping,
    });
  return { part: { name, start }, starts: () => starts };
}

const silent = { onUp() {}, onDeath() {}, onBack() {}, onChange() {} };
/** Our own children, by their birth. */
const children = (): number[] =>
  process
    .getActiveResourcesInfo()
    .filter((kind) => kind === 'ProcessWrap')
    .map((_, index) => index);

it('ends a part that is coming up again, and waits until it is gone', async () => {
  const worker = part('worker', NEVER_READY);
  const supervision = await supervise([worker.part], silent);
  const { running } = supervision.parts()[0]!;
  process.kill(running.identity.pid, 'SIGKILL');
  await vi.waitUntil(() => worker.starts() === 2, 10_000);
  const began = Date.now();
  await supervision.stop();
  expect(Date.now() - began).toBeLessThan(8_000);
  expect(isAlive(running.identity)).toBe(false);
  expect(children()).toEqual([]);
});

it('stops a part that came up again while it was told to stop', async () => {
  const worker = part('worker', READY);
  const supervision = await supervise([worker.part], silent);
  process.kill(supervision.parts()[0]!.running.identity.pid, 'SIGKILL');
  await vi.waitUntil(() => worker.starts() === 2, 10_000);
  await supervision.stop();
  expect(children()).toEqual([]);
});

it('starts nothing again once it was told to stop, however many wait', async () => {
  const parts = [part('one', READY), part('two', READY), part('three', READY)];
  let deaths = 0;
  const supervision = await supervise(
    parts.map((one) => one.part),
    { ...silent, onDeath: () => void deaths++ },
  );
  for (const { running } of supervision.parts()) process.kill(running.identity.pid, 'SIGKILL');
  await vi.waitUntil(() => deaths === 3, 10_000);
  await supervision.stop();
  expect(parts.map((one) => one.starts())).toEqual([1, 1, 1]);
  expect(children()).toEqual([]);
});
