import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const RIVALS = 6;
const ROUNDS = 40;
let storage: string;
let rivals: ChildProcess[];
beforeEach(async () => {
  storage = mkdtempSync(join(tmpdir(), 'greenlight-lock-'));
  rivals = Array.from({ length: RIVALS }, rival);
  await Promise.all(rivals.map((one) => once(one, 'message')));
});
afterEach(() => {
  for (const one of rivals) one.kill('SIGKILL');
  rmSync(storage, { recursive: true, force: true });
});

/** A process that tries to become the supervisor whenever it is told to, and says whether it is. */
function rival(): ChildProcess {
  return fork(resolve(import.meta.dirname, '../../support/lock-rival.ts'), [storage]);
}

const told = async (one: ChildProcess, what: 'become' | 'resign'): Promise<boolean> => {
  one.send(what);
  return (await once(one, 'message'))[0] as boolean;
};

describe('of many who want to be the supervisor at once', () => {
  it('one is, each time that the last one resigned', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const won = await Promise.all(rivals.map((one) => told(one, 'become')));
      expect({ round, winners: won.filter(Boolean).length }).toEqual({ round, winners: 1 });
      await told(rivals[won.indexOf(true)]!, 'resign');
    }
  });

  it('one is, each time that the last one was killed', async () => {
    for (let round = 0; round < ROUNDS / 4; round++) {
      const won = await Promise.all(rivals.map((one) => told(one, 'become')));
      expect({ round, winners: won.filter(Boolean).length }).toEqual({ round, winners: 1 });
      const at = won.indexOf(true);
      const gone = once(rivals[at]!, 'exit');
      rivals[at]!.kill('SIGKILL');
      await gone;
      rivals[at] = rival();
      await once(rivals[at], 'message');
    }
  });

  it('nobody is while one of them lives who is it already', async () => {
    expect(await told(rivals[0]!, 'become')).toBe(true);
    expect(await Promise.all(rivals.slice(1).map((one) => told(one, 'become')))).toEqual(rivals.slice(1).map(() => false));
  });
});
