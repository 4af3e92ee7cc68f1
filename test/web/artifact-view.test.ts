import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryArtifact } from '#db/check-history-reader.ts';
import { artifactView } from '#web/app/artifact-view.ts';
import { readArtifactText } from '#web/app/read-artifact-text.server.ts';
import { shownAs } from '#web/app/shown-types.ts';
import { sizeWords } from '#web/app/sizes.ts';

const NOW = new Date('2026-01-30T12:00:00Z');
const artifact = (more: Partial<HistoryArtifact> = {}): HistoryArtifact => ({
  id: 'a1',
  probe_id: 'p1',
  name: 'answer.json',
  type: 'application/json',
  size: 1_300_000,
  sha256: '7d1c',
  path: 'kept/a.json',
  created_at: new Date('2026-01-29T12:00:00Z'),
  expires_at: new Date('2026-02-28T12:00:00Z'),
  ...more,
});

describe('a file on the page', () => {
  it('tells its size, hash, age and how long it is kept', () => {
    expect(artifactView(artifact(), NOW)).toMatchObject({
      url: '/ops/artifacts/a1',
      size: '1.3 MB',
      sha256: '7d1c',
      keptAt: new Date('2026-01-29T12:00:00Z'),
      pruned: 'pruned in 29 days',
      text: null,
    });
  });

  it.each([
    ['2026-01-31T12:00:00Z', 'pruned in 1 day'],
    ['2026-01-30T13:00:00Z', 'pruned within a day'],
    ['2026-01-30T12:00:00Z', 'due to be pruned'],
  ])('that ends %s is %s', (at, words) => expect(artifactView(artifact({ expires_at: new Date(at) }), NOW).pruned).toBe(words));

  it.each([
    ['before.png', 'image/png', 'Before'],
    ['after.jpeg', 'image/jpeg', 'After'],
    ['afterwards.png', 'image/png', null],
    ['before.json', 'application/json', null],
  ])('of an edit says which side it is: %s', (name, type, caption) =>
    expect(artifactView(artifact({ name, type }), NOW).caption).toBe(caption),
  );

  it('shows JSON on lines of its own, and what is cut or none as it is', () => {
    const text = (read: { text: string; isCut: boolean }, type = 'application/json') => artifactView(artifact({ type }), NOW, read).text;
    expect(text({ text: '{"a":1}', isCut: false })).toBe('{\n  "a": 1\n}');
    expect(text({ text: '{"a":', isCut: true })).toBe('{"a":');
    expect(text({ text: 'nonsense', isCut: false })).toBe('nonsense');
    expect(text({ text: '{"a":1}', isCut: false }, 'text/plain')).toBe('{"a":1}');
  });
});

it.each([
  ['image/png', 'picture'],
  ['IMAGE/JPEG; q=1', 'picture'],
  ['image/svg+xml', 'download'],
  ['text/html', 'download'],
  ['text/plain; charset=utf-8', 'text'],
  ['application/json', 'json'],
  ['', 'download'],
])('a file of type %s is shown as %s', (type, shown) => expect(shownAs(type)).toBe(shown));

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_400, '1.4 KB'],
  [64_000, '64 KB'],
  [1_300_000, '1.3 MB'],
  [20_000_000_000, '20 GB'],
])('%d bytes are %s', (bytes, words) => expect(sizeWords(bytes)).toBe(words));

describe('the text of a file', () => {
  let folder: string;
  beforeAll(() => {
    const parent = mkdtempSync(join(tmpdir(), 'greenlight-text-'));
    folder = join(parent, 'storage');
    mkdirSync(folder);
    writeFileSync(join(folder, 'short'), 'Grün.');
    writeFileSync(join(folder, 'whole'), 'x'.repeat(64 * 1024));
    writeFileSync(join(folder, 'long'), `${'x'.repeat(64 * 1024 - 1)}ü and more`);
    writeFileSync(join(parent, 'secret'), 'not ours to show');
    symlinkSync(join(parent, 'secret'), join(folder, 'link'));
  });
  afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  it('is read whole as far as 64 KiB', async () => {
    expect(await readArtifactText(folder, 'short')).toEqual({ text: 'Grün.', isCut: false });
    expect((await readArtifactText(folder, 'whole'))!.isCut).toBe(false);
  });

  it('is cut there, never through a letter', async () => {
    expect(await readArtifactText(folder, 'long')).toEqual({ text: 'x'.repeat(64 * 1024 - 1), isCut: true });
  });

  it.each(['gone', '../secret', 'link'])('is not there where the file is gone or not ours: %s', async (path) =>
    expect(await readArtifactText(folder, path)).toBeNull(),
  );
});
