import { afterEach, beforeEach, expect, it } from 'vitest';
import { loader as opsLoader } from '#web/app/routes/ops.tsx';
import type { Services } from '#web/app/services.server.ts';
import { watchOnce } from '#web/app/watch-once.server.ts';
import { openPanelBench, type PanelBench } from './panel-bench.ts';

let bench: PanelBench;
beforeEach(async () => {
  bench = await openPanelBench();
});
afterEach(() => bench.close());

it('every page knows what ran last by itself, and what is next', async () => {
  await bench.record({ 'bruma.ingest': 'fail' }, { trigger: 'ops_ui' });
  const runId = await bench.record({ 'bruma.ingest': 'ok' }, { trigger: 'scheduler' });
  await bench.record({ 'bruma.ingest': 'ok' }, { trigger: 'manual' });
  const nextAt = new Date('2026-01-30T12:00:00Z');
  const services: Services = { ...bench.services, scheduled: () => Promise.resolve({ schedule: { nextAt, paused: null }, silent: false }) };
  const { watch } = await opsLoader(bench.args('/ops', { services }));
  expect(watch).toMatchObject({ everyMs: 3_600_000, last: { runId, state: 'finished' }, ticks: 'o', nextAt, paused: null, missing: false });
});

it('one request reads it once, and another anew', async () => {
  let read = 0;
  const services: Services = { ...bench.services, scheduled: () => (read++, bench.services.scheduled()) };
  const { context } = bench.args('/ops', { services });
  expect(await Promise.all([watchOnce(context), watchOnce(context)])).toHaveLength(2);
  expect(read).toBe(1);
  await watchOnce(bench.args('/ops', { services }).context);
  expect(read).toBe(2);
});

it('more runs than are shown are not read', async () => {
  for (let run = 0; run < 15; run++) await bench.record({ 'bruma.ingest': 'ok' }, { trigger: 'scheduler' });
  expect((await watchOnce(bench.args('/ops').context)).ticks).toBe('oooooooooooo');
});
