import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loader as runsLoader } from '#web/app/routes/ops.runs._index.tsx';
import { readRunFilters, runsAddress } from '#web/app/run-filters.ts';
import { openPanelBench, type PanelBench } from './panel-bench.ts';

let bench: PanelBench;
beforeEach(async () => {
  bench = await openPanelBench();
});
afterEach(() => bench.close());

const page = (address: string) => runsLoader(bench.args(address));
const idsOf = async (address: string) => (await page(address)).runs.map(({ id }) => id);

describe('the list of runs', () => {
  it('is empty at first, and says so by itself', async () => {
    expect(await page('/ops/runs')).toEqual({ filters: { asked: null, outcome: null, before: null }, runs: [], older: null });
  });

  it('narrows by who asked and by how it ended, as the address says', async () => {
    const mine = await bench.record({ 'bruma.ingest': 'fail' }, { trigger: 'ops_ui', requestedBy: 'mira' });
    const its = await bench.record({ 'bruma.ingest': 'ok' });
    const open = await bench.openRun(['bruma.ingest']);
    expect(await idsOf('/ops/runs')).toEqual([open, its, mine]);
    expect(await idsOf('/ops/runs?asked=ops_ui')).toEqual([mine]);
    expect(await idsOf('/ops/runs?outcome=ok')).toEqual([its]);
    expect(await idsOf('/ops/runs?outcome=running')).toEqual([open]);
    expect(await idsOf('/ops/runs?asked=scheduler&outcome=fail')).toEqual([]);
  });

  it('shows fifty, and the older ones behind an address', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 51; count++) ids.unshift(await bench.openRun(['bruma.ingest']));
    const first = await page('/ops/runs?asked=scheduler');
    expect(first.runs.map(({ id }) => id)).toEqual(ids.slice(0, 50));
    const second = await page(runsAddress({ ...first.filters, before: first.older }));
    expect([second.runs.map(({ id }) => id), second.older]).toEqual([ids.slice(50), null]);
  });
});

describe('the address of the list', () => {
  it.each([
    ['', { asked: null, outcome: null, before: null }],
    ['asked=manual&outcome=lost', { asked: 'manual', outcome: 'lost', before: null }],
    ['asked=toString&outcome=green', { asked: null, outcome: null, before: null }],
  ])('is read: %s', (search, filters) => expect(readRunFilters(new URLSearchParams(search))).toEqual(filters));

  it.each([
    [{}, '/ops/runs'],
    [{ asked: 'api', outcome: null }, '/ops/runs?asked=api'],
    [{ asked: 'api', outcome: 'warn', before: '17.x' }, '/ops/runs?asked=api&outcome=warn&before=17.x'],
  ] as const)('is written: %o', (filters, address) => expect(runsAddress(filters)).toBe(address));
});
