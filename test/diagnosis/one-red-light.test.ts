import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { faultsOf } from '#scripts/sandbox/faults-of.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { rootOf } from '#scripts/sandbox/root-of.ts';
import { WIRE_FAULTS } from '#scripts/sandbox/wire-faults.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';
import { wholeRun } from '#test/support/whole-run.ts';

const FAULTS = PROVIDERS.map((provider) => [provider.name, provider, faultsOf(provider)] as const);
let asIntended = 0;

afterAll(() => {
  const all = FAULTS.reduce((sum, [, , faults]) => sum + faults.length, 0);
  process.stdout.write(`${asIntended} of ${all} faults: the right class, a hint, and one light at most.\n`);
});

describe.each(FAULTS)('%s, with every check run as a run does', (_name, provider, faults) => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(provider, CAPABILITIES);
  });
  afterAll(() => bench.close());

  it('has a row here for everything that can be broken', () => {
    expect(faults.map(({ id }) => id).toSorted()).toEqual(bench.sandbox.faults.map(({ id }) => id).toSorted());
  });

  it('is green in all of its checks while nothing is broken', () => allGreen(bench));

  it.each(faults.map((fault) => [fault.id, fault] as const))('%s turns one light at most, and that one says why', async (id, fault) => {
    const { check, status, failure_class, hint, deadlineMs = isOfTheWire(id) ? 3_000 : undefined } = rootOf(fault);
    await bench.sandbox.break(id);
    const ends = await wholeRun(bench, deadlineMs).finally(() => bench.sandbox.heal());
    const red = ends.filter((end) => end.status === 'fail');
    expect(red.length, red.map((end) => `${end.check}: ${end.finding!.summary}`).join('\n')).toBeLessThan(2);
    const root = ends.find((end) => end.check === check)!;
    expect(root.finding).toMatchObject({ status, failure_class });
    if (hint) expect(root.finding!.hint!.id).toBe(hint);
    expect(root.finding!.hint!.steps.length).toBeGreaterThan(0);
    // A warning lets go on what may yet fail of the same cause: the row says so.
    for (const end of red) expect([check, ...fault.expect.map((one) => one.check)]).toContain(end.check);
    for (const { unprobed } of ends) if (unprobed) expect(unprobed.because).toBe(red[0]?.check ?? check);
    asIntended += 1;
  });

  it('is green again in all of its checks once healed', () => allGreen(bench));
});

async function allGreen(bench: ProviderBench): Promise<void> {
  const ends = await wholeRun(bench);
  expect(ends.length).toBeGreaterThan(2);
  expect(ends.filter(({ status }) => status !== 'ok')).toEqual([]);
}

function isOfTheWire(id: string): boolean {
  return id.split('.')[1]! in WIRE_FAULTS;
}
