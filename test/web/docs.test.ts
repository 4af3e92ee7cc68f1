import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChecks } from '#activities/checks/create-checks.ts';
import { readTargets } from '#env.ts';
import { docAddress } from '#web/app/doc-address.ts';
import { renderDoc } from '#web/app/render-doc.server.ts';
import { loader as docLoader } from '#web/app/routes/ops.docs.$.tsx';
import { loader as imageLoader } from '#web/app/routes/ops.docs.images.$name.ts';

const args = (params: Record<string, string>, docs: string) =>
  ({ params, context: { services: { docs } } }) as unknown as LoaderFunctionArgs;
const docOf = async (path: string, folder = 'docs') => (await docLoader(args({ '*': path }, folder))).doc;
const imageOf = (name: string, folder = 'docs') => imageLoader(args({ name }, folder));

const files = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));
const pages = files('docs', '.md');

/** Asks for an address of the panel as a browser would, and for the heading it points to. */
async function follow(address: string): Promise<void> {
  const [path, anchor] = address.slice('/ops/docs'.length).split('#');
  if (path!.startsWith('/images/')) return expect((await imageOf(path!.slice('/images/'.length))).status, address).toBe(200);
  const { html } = await docOf(path!.slice(1));
  if (anchor) expect(html, address).toContain(`id="${anchor}"`);
}

describe('every document that the panel points to is there', () => {
  it('for each check', async () => {
    for (const { entry } of createChecks(readTargets({}))) await follow(docAddress(entry.doc)!);
  });

  it('for each hint: one names its check’s document, or one that stands in the code', async () => {
    const named = files('activities', '.ts').flatMap((name) => [
      ...readFileSync(join('activities', name), 'utf8').matchAll(/(?<=')docs\/[^'$]+(?=')/g),
    ]);
    const paths = new Set(named.map(([path]) => path));
    expect(paths).toContain('docs/runbook.md');
    for (const path of paths) {
      expect(docAddress(path), path).not.toBeNull();
      await follow(docAddress(path)!);
    }
  });

  it.each(pages)('for each link of %s', async (path) => {
    const { html } = await docOf(path);
    for (const [, href] of html.matchAll(/(?:href|src)="([^"]*)"/g)) {
      if (href!.startsWith('#')) await follow(`/ops/docs/${path}${href}`);
      else if (!/^https?:/.test(href!)) await follow(href!);
    }
  });
});

describe('a document', () => {
  it('is found with and without its ending, and has its heading as title', async () => {
    const doc = await docOf('checks/axiom.ingest');
    expect(doc.title).toBe('An event goes into the dataset');
    expect(await docOf('checks/axiom.ingest.md')).toEqual(doc);
    expect(doc.html).toContain('<h2 id="what-to-do">What to do</h2>');
    expect(doc.html).toContain('<a href="/ops/docs/failure-classes">failure classes</a>');
  });

  it('is listed with all others, or with those of its folder', async () => {
    const { title, html } = await docOf('');
    expect(title).toBe('Documentation');
    for (const path of pages) expect(html).toContain(`href="${docAddress(`docs/${path}`)}"`);
    const { html: guides } = await docOf('guides/');
    expect([...guides.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(
      ['axiom', 'gemini', 'github', 'spaces'].map((name) => `/ops/docs/guides/${name}`),
    );
  });

  it('takes no heading’s name from a shape that the page draws with', () => {
    const shapes = [...readFileSync('web/app/components/sprite.tsx', 'utf8').matchAll(/id="([^"]+)"/g)].map(([, id]) => `id="${id}"`);
    for (const path of pages) {
      const { html } = renderDoc(path, readFileSync(join('docs', path), 'utf8'));
      for (const shape of [...shapes, 'id="main"', 'id="ask"']) expect(html, path).not.toContain(shape);
    }
  });

  it('runs nothing and styles nothing', () => {
    const { html } = renderDoc(
      'x.md',
      [
        '<script>alert(1)</script>',
        'Inline <img src=x onerror=alert(1)> and <b style="color:red">bold</b>',
        '[a](javascript:alert(1)) [b](../env.ts) ![c](https://a.test/c.png) [d](runbook.md"onclick="x)',
        '<!-- grid -->',
        '<!-- a --><script>alert(2)</script><!-- b -->',
        '| a<br>b |\n| - |\n| <i>c</i> |',
        '```html\n<style>x</style>\n```',
        '# <script>',
      ].join('\n\n'),
    );
    expect(html).not.toMatch(/<(script|style|b|i|iframe)\b/);
    expect(html).not.toMatch(/<[^>]*\b(style|on\w+)=/);
    expect(html).not.toMatch(/(href|src)="(javascript|https:\/\/a\.test)/);
    expect(html).not.toContain('grid');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('a<br>b');
    expect(html).toContain('b (<code>env.ts</code>)');
  });
});

describe('what lies outside the documentation', () => {
  let folder: string;
  beforeAll(() => {
    const parent = mkdtempSync(join(tmpdir(), 'greenlight-docs-'));
    folder = join(parent, 'docs');
    mkdirSync(join(folder, 'images'), { recursive: true });
    writeFileSync(join(parent, 'secret.md'), 'not ours to show');
    writeFileSync(join(parent, 'secret.png'), 'not ours to show');
    writeFileSync(join(folder, 'here.md'), '# Here');
    writeFileSync(join(folder, 'settings.json'), '{}');
    writeFileSync(join(folder, 'images/here.png'), 'a picture');
    writeFileSync(join(folder, 'images/here.svg'), '<svg/>');
    symlinkSync(join(parent, 'secret.md'), join(folder, 'link.md'));
    symlinkSync(join(parent, 'secret.png'), join(folder, 'images/link.png'));
    symlinkSync(join(folder, 'settings.json'), join(folder, 'named.md'));
    symlinkSync(parent, join(folder, 'up'));
  });
  afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  it.each([
    '../secret',
    '../secret.md',
    'images/../../secret',
    'link',
    'up/secret',
    'up',
    '..',
    '.',
    '../docs',
    '/etc/passwd',
    'gone',
    'settings.json',
    'named',
    'images',
    'images/here.svg',
    'here\0',
  ])('is a 404 in words: %j', async (path) => {
    const error = (await docOf(path, folder).catch((error: unknown) => error)) as Response;
    expect(error).toBeInstanceOf(Response);
    expect([error.status, await error.text()]).toEqual([404, expect.stringMatching(/^There is no such document\./)]);
  });

  it.each(['../../secret.png', 'link.png', 'here.svg', 'gone.png', '../here.md', 'here.png\0'])('is no picture: %j', async (name) => {
    expect((await imageOf(name, folder)).status).toBe(404);
  });

  it('is on no list', async () => {
    const { html } = await docOf('', folder);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['/ops/docs/here']);
  });

  it('a picture is shown as one, and asked for again after an hour', async () => {
    const response = await imageOf('here.png', folder);
    expect(await response.text()).toBe('a picture');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=3600',
      'x-content-type-options': 'nosniff',
    });
  });
});
