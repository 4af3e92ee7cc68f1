import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createArtifactStore } from '#db/artifact-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenlight-artifacts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = (bytes: string) => ({ name: 'answer.txt', type: 'text/plain', bytes: Buffer.from(bytes) });

it('keeps a file under its probe, named by its content, and tells size and hash', async () => {
  const stored = await createArtifactStore(folder).put('probe-1', text('hello'));
  const sha256 = createHash('sha256').update('hello').digest('hex');
  expect(stored).toEqual({
    path: `integration_probes/probe-1/${sha256.slice(0, 12)}-answer.txt`,
    name: 'answer.txt',
    type: 'text/plain',
    size: 5,
    sha256,
  });
  expect(readFileSync(join(folder, stored.path), 'utf8')).toBe('hello');
});

it('keeps the same bytes once, however often a delivery repeats them, and leaves nothing half written', async () => {
  const store = createArtifactStore(folder);
  const stored = await Promise.all([1, 2, 3].map(() => store.put('probe-1', text('same'))));
  expect(new Set(stored.map(({ path }) => path)).size).toBe(1);
  await store.put('probe-1', text('other'));
  expect(readdirSync(join(folder, 'integration_probes/probe-1'))).toHaveLength(2);
});

it('never leaves its folder, whatever a provider calls the file', async () => {
  const store = createArtifactStore(folder);
  for (const name of ['../../etc/passwd', 'a/b/c', '..', 'ümlaut \u0000.txt']) {
    const { path } = await store.put('probe-1', { ...text('x'), name });
    expect(path).toMatch(/^integration_probes\/probe-1\/[\w.-]+$/);
    expect(readFileSync(join(folder, path), 'utf8')).toBe('x');
  }
});

it('cuts what is over 20 MB there', async () => {
  const stored = await createArtifactStore(folder).put('probe-1', { ...text(''), bytes: Buffer.alloc(21 * 1024 * 1024) });
  expect(stored.size).toBe(20 * 1024 * 1024);
});

it('rejects where the folder cannot be written', async () => {
  writeFileSync(join(folder, 'integration_probes'), 'a file in the way');
  await expect(createArtifactStore(folder).put('probe-1', text('x'))).rejects.toThrow(/EEXIST|ENOTDIR/);
});
