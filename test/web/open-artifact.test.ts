import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArtifact } from '#web/app/open-artifact.server.ts';

let folder: string;
const file = (more: Partial<{ path: string; name: string; type: string }> = {}) => ({
  path: 'kept/a.json',
  name: 'a.json',
  type: 'application/json',
  ...more,
});

beforeAll(() => {
  const parent = mkdtempSync(join(tmpdir(), 'greenlight-artifact-'));
  folder = join(parent, 'storage');
  mkdirSync(join(folder, 'kept'), { recursive: true });
  writeFileSync(join(folder, 'kept/a.json'), '{"well":true}');
  writeFileSync(join(parent, 'secret'), 'not ours to show');
  symlinkSync(join(parent, 'secret'), join(folder, 'kept/link'));
});
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('an artifact', () => {
  it('is shown with its type, in a sandbox, without sniffing', async () => {
    const response = (await openArtifact(folder, file(), false))!;
    expect(await response.text()).toBe('{"well":true}');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'inline; filename="a.json"',
      'content-security-policy': expect.stringContaining('sandbox') as string,
      'x-content-type-options': 'nosniff',
    });
  });

  it.each(['text/html', 'image/svg+xml', 'application/javascript', 'text/xml'])(
    'is only downloaded where a browser could run it: %s',
    async (type) => {
      const response = (await openArtifact(folder, file({ type }), false))!;
      await response.body!.cancel();
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
      expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    },
  );

  it('is downloaded where that was asked for', async () => {
    const response = (await openArtifact(folder, file({ name: 'a"\r\nb.json' }), true))!;
    await response.body!.cancel();
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="a---b.json"');
  });

  it.each(['../secret', 'kept/../../secret', 'kept/link', 'kept/gone.json', '/etc/passwd'])(
    'is nothing outside the storage folder: %s',
    async (path) => {
      expect(await openArtifact(folder, file({ path }), false)).toBeNull();
    },
  );
});
