import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => ['no-restricted-imports', 'no-restricted-syntax'].includes(ruleId),
});

async function refusals(file: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: file });
  return result!.messages.map(({ message }) => message);
}

/** [room's file, import, may it?] */
const cases: [string, string, boolean][] = [
  ['workflows/core/x.ts', './status.ts', true],
  ['workflows/core/x.ts', '#workflows/ports.ts', false],
  ['workflows/core/x.ts', '@temporalio/workflow', false],
  ['workflows/x.ts', '@temporalio/workflow', true],
  ['workflows/x.ts', '#activities/capability.ts', false],
  ['workflows/x.ts', '#db/connect.ts', false],
  ['workflows/x.ts', '#env.ts', false],
  ['workflows/x.ts', 'node:crypto', false],
  ['workflows/x.ts', 'zod', false],
  ['activities/x.ts', '#workflows/core/status.ts', true],
  ['activities/x.ts', '#db/connect.ts', false],
  ['activities/x.ts', '#worker/main.ts', false],
  ['activities/x.ts', '#web/server.ts', false],
  ['activities/x.ts', '#env.ts', false],
  ['activities/x.ts', 'sequelize', false],
  ['activities/x.ts', '@octokit/app', true],
  ['activities/x.ts', '@temporalio/client', false],
  ['db/x.ts', '#workflows/core/status.ts', true],
  ['db/x.ts', '#activities/memory.ts', false],
  ['db/x.ts', '#worker/doctor-client.ts', false],
  ['db/x.ts', '#env.ts', false],
  ['db/x.ts', 'pg', true],
  ['db/x.ts', '@google/genai', false],
  ['worker/x.ts', '#activities/create-activities.ts', true],
  ['worker/x.ts', '#db/run-writer.ts', true],
  ['worker/x.ts', '#web/server.ts', false],
  ['worker/x.ts', '#scripts/start.ts', false],
  ['worker/x.ts', 'pg', false],
  ['worker/create-doctor-client.ts', '#db/run-reader.ts', false],
  ['worker/create-doctor-client.ts', '@temporalio/worker', false],
  ['web/app/x.ts', '#worker/create-doctor-client.ts', true],
  ['web/app/x.ts', '#worker/doctor-client.ts', true],
  ['web/app/x.ts', '#worker/main.ts', false],
  ['web/app/x.ts', '#activities/capability.ts', false],
  ['web/app/x.ts', '#db/run-reader.ts', true],
  ['web/app/x.ts', '@temporalio/worker', false],
  ['web/app/x.ts', '@temporalio/client', false],
  ['scripts/x.ts', '#worker/create-doctor-client.ts', true],
  ['scripts/x.ts', '#worker/ping-temporal.ts', true],
  ['scripts/x.ts', '#worker/reach-temporal.ts', false],
  ['worker/ping-temporal.ts', '#db/run-reader.ts', false],
  ['worker/reach-temporal.ts', '@temporalio/worker', false],
  ['scripts/x.ts', '#worker/main.ts', false],
  ['scripts/x.ts', '#activities/checks/create-checks.ts', true],
  ['scripts/x.ts', '#activities/checks/with-thresholds.ts', true],
  ['scripts/x.ts', '#activities/create-activities.ts', false],
  ['scripts/x.ts', '#web/server.ts', false],
  ['scripts/x.ts', '@temporalio/worker', false],
  ['scripts/bench/x.ts', '@temporalio/worker', true],
  ['scripts/bench/x.ts', '#activities/create-activities.ts', true],
  ['scripts/bench/x.ts', '#web/server.ts', false],
  ['scripts/bench/x.ts', '@octokit/app', false],
  ['db/x.ts', '../workflows/core/status.ts', false],
];

describe('the doors between the rooms', () => {
  it.each(cases)('%s imports %s: %s', async (file, module, allowed) => {
    const messages = await refusals(file, `import * as it from '${module}';\nexport default it;`);
    expect(messages.length === 0, messages.join('; ')).toBe(allowed);
  });

  it.each([
    'export const port = process.env.PORT;',
    "export const port = process['env'].PORT;",
    'export const port = globalThis.process.env.PORT;',
    'export const { env } = process;',
    "import { env } from 'node:process';\nexport const { PORT } = env;",
    "import { env } from 'process';\nexport const { PORT } = env;",
  ])('let nobody but env.ts read the variables: %s', async (line) => {
    expect(await refusals('scripts/x.ts', line)).toEqual([expect.stringContaining('env.ts is the one reader')]);
    expect(await refusals('env.ts', line)).toEqual([]);
  });

  it.each([
    "export const it = await import('#worker/main.ts');",
    "export const it = await import('../worker/main.ts');",
    'export const it = await import(`#worker/main.ts`);',
    "import { createRequire } from 'node:module';\nexport default createRequire(import.meta.url);",
    "export const it = require('#worker/main.ts');",
    "export * from '#worker/main.ts';",
    "export { it } from '#worker/main.ts';",
    "import type { It } from '#worker/main.ts';\nexport type { It };",
  ])('have no window beside them: %s', async (line) => {
    expect(await refusals('db/x.ts', line)).toHaveLength(1);
  });
});
