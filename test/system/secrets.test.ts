import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { QueryTypes } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPanel } from '#test/support/running-panel.ts';
import { cheapChecks } from '#test/support/cheap-checks.ts';
import { openSystemBench, type SystemBench } from '#test/support/system-bench.ts';

const PLANTED = {
  geminiApiKey: 'AIzaCANARY/gemini+key==9c1',
  axiomToken: 'xaat-CANARY-axiom-4f/2+b',
  spacesSecretAccessKey: 'CANARYspaces/secret+77=aa',
};
/** Faults that send back what they were given, one at a time. */
const ECHOES = [
  'ai-studio.echoes_secret',
  'vertex.echoes_secret',
  'google-token.echoes_secret',
  'github.echoes_secret',
  'axiom.echoes_secret',
  'spaces.echoes_secret',
];

let bench: SystemBench;
const logged: string[] = [];
const runs: string[] = [];
beforeAll(async () => {
  bench = await openSystemBench({ secrets: PLANTED, log: (line) => logged.push(line) });
  await bench.startWorker();
  runs.push((await bench.ask()).runId);
  await bench.finished(runs[0]!);
  for (const fault of ECHOES) {
    await bench.sandbox.break(fault);
    const { runId } = await bench.ask();
    runs.push(runId);
    await bench.finished(runId);
    await bench.sandbox.heal();
  }
}, 120_000);
afterAll(() => bench.close());

/** The canaries and the middle lines of the keys, raw and as base64 at each alignment, URL-encoded and JSON-escaped. */
function forms(): string[] {
  const pem = (key: string): string[] => key.split('\n').filter((line) => line.length > 40);
  const keys = [
    bench.sandbox.variables['GITHUB_APP_PRIVATE_KEY']!,
    (JSON.parse(bench.sandbox.variables['GOOGLE_SERVICE_ACCOUNT_JSON']!) as { private_key: string }).private_key,
  ];
  const secrets = [...Object.values(PLANTED), ...keys.flatMap(pem)];
  return secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    ...[0, 1, 2].map((offset) =>
      Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
        .toString('base64')
        .slice(4, -5),
    ),
  ]);
}

function expectClean(where: string, text: string): void {
  const found = forms().filter((form) => text.includes(form));
  expect(found.map((form) => `${form.slice(0, 8)}… in ${where}`)).toEqual([]);
}

describe('planted secrets, accepted as the real ones and echoed back by faults, are found nowhere', () => {
  it('and they were really used, and really echoed', async () => {
    const well = await bench.finished(runs[0]!);
    expect(well.run.counts).toMatchObject({ ok: cheapChecks().length, fail: 0 });
    const echoed = await Promise.all(runs.slice(1).map((runId) => bench.finished(runId)));
    expect(echoed.every(({ probes }) => JSON.stringify(probes).includes('[redacted]'))).toBe(true);
  });

  it('in the database', async () => {
    for (const table of ['checks', 'probe_runs', 'run_checks', 'integration_probes', 'check_states', 'artifacts']) {
      const [row] = await bench.database.sequelize.query<{ text: string }>(
        `select coalesce(string_agg(t::text, ' '), '') as text from ${table} t`,
        { type: QueryTypes.SELECT },
      );
      expect(row!.text.length).toBeGreaterThan(0);
      expectClean(table, row!.text);
    }
  });

  it('in the exported histories of Temporal', async () => {
    let events = 0;
    for await (const { workflowId, runId } of bench.temporal.workflow.list({ query: `TaskQueue = '${bench.taskQueue}'` })) {
      const history = await bench.temporal.workflow.getHandle(workflowId, runId).fetchHistory();
      events += history.events?.length ?? 0;
      const json = historyToJSON(history);
      expectClean(workflowId, json);
      const payloads = [...json.matchAll(/"data":\s*"([A-Za-z0-9+/=]+)"/g)].map(([, data]) => Buffer.from(data!, 'base64').toString());
      expectClean(`payloads of ${workflowId}`, payloads.join(' '));
    }
    expect(events).toBeGreaterThan(50);
  });

  it('and of a key’s id no more than its end stands among the facts', async () => {
    const { probes } = await bench.finished(runs[0]!);
    const kept = JSON.stringify(probes.map(({ metadata }) => [metadata['facts'], metadata['credentials']]));
    const id = bench.sandbox.variables['SPACES_ACCESS_KEY_ID']!;
    expect(kept).toContain(`…${id.slice(-4)}`);
    expect(kept).not.toContain(id);
  });

  it('in the artifacts', () => {
    const folder = join(bench.storage, 'integration_probes');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expectClean(file.name, readFileSync(join(file.parentPath, file.name), 'latin1'));
  });

  it('in what the worker logged', () => {
    expectClean('the log', logged.join('\n'));
  });

  it('in the document that the command line and the panel show', async () => {
    for (const runId of runs) expectClean(runId, JSON.stringify(await bench.finished(runId)));
  });

  it('on the pages, the downloads and the artifacts of the panel', async () => {
    const panel = await startPanel(bench);
    const seen: string[] = [];
    const read = async (path: string): Promise<string> => {
      const response = await fetch(`${panel.url}${path}`);
      expect({ path, status: response.status }).toEqual({ path, status: 200 });
      const text = await response.text();
      seen.push(path);
      expectClean(path, text);
      return text;
    };
    try {
      for (const path of ['/ops', '/ops/runs', '/ops.data', '/readyz']) await read(path);
      for (const runId of runs) {
        const page = await read(`/ops/runs/${runId}`);
        const document = JSON.parse(await read(`/ops/runs/${runId}.json`)) as { probes: { artifact_urls: string[] }[] };
        for (const url of document.probes.flatMap(({ artifact_urls }) => artifact_urls)) {
          expect(page).toContain(url);
          await read(url);
        }
      }
    } finally {
      await panel.stop();
    }
    expect(seen.filter((path) => path.startsWith('/ops/artifacts/')).length).toBeGreaterThan(0);
  }, 90_000);
});
