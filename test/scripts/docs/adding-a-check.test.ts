import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CAPABILITIES, type AnyCapability } from '#activities/checks/registry.ts';
import { spacesSandbox } from '#scripts/sandbox/spaces.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Where the page says, but for its name: others read the real folder meanwhile. */
const folder = join(ROOT, 'build', 'adding-a-check');
const file = join(folder, 'range-read.ts');
let bench: ProviderBench;
beforeAll(async () => {
  const [code] = /(?<=```ts\n)[^]*?(?=```)/.exec(readFileSync(join(ROOT, 'docs/adding-a-check.md'), 'utf8'))!;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, code.replaceAll("'./", "'#activities/checks/spaces/"));
  const { spacesRangeRead } = (await import(file)) as { spacesRangeRead: AnyCapability };
  bench = await openProviderBench(spacesSandbox, [...CAPABILITIES, spacesRangeRead]);
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

it('the check that the page adds compiles as strictly as all others', () => {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, ROOT);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([file], options));
  expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
}, 60_000);

it('it works', async () => {
  const { finding, evidence } = await bench.examine('spaces.range_read');
  expect(finding.status, finding.summary).toBe('ok');
  expect([...evidence.exchanges, ...evidence.afterwards].map(({ method }) => method)).toEqual(['PUT', 'GET', 'DELETE']);
});

it('and it notices what the page’s test breaks', async () => {
  await bench.sandbox.break('spaces.bytes_corrupted');
  const { finding } = await bench.examine('spaces.range_read').finally(() => bench.sandbox.heal());
  expect(finding).toMatchObject({ status: 'fail', failure_class: 'data_mismatch' });
});
