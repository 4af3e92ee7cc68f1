import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { EGRESS_CUT, OUR_FAULTS } from '#scripts/sandbox/our-faults.ts';
import type { Fault, SandboxProvider } from '#scripts/sandbox/provider.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { WIRE_FAULTS, wireFaults } from '#scripts/sandbox/wire-faults.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';
import { rootOf } from '#test/support/root-of.ts';
import { wholeRun } from '#test/support/whole-run.ts';
import { wireExpectations } from '#test/support/wire-expectations.ts';

const FAULTS = PROVIDERS.map((provider) => [provider.name, provider, faultsOf(provider)] as const);
let asIntended = 0;

afterAll(() => {
  const all = FAULTS.reduce((sum, [, , faults]) => sum + faults.length, OUR_FAULTS.length);
  process.stdout.write(`${asIntended} of ${all} faults: the right class, a hint, and one light at most.\n`);
});

describe.each(FAULTS)('%s, with every check run as a run does', (_name, provider, faults) => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(provider, CAPABILITIES);
  });
  afterAll(() => bench.close());

  it('has a row here for everything that can be broken', () => {
    expect([...faults, ...OUR_FAULTS].map(({ id }) => id).toSorted()).toEqual(bench.sandbox.faults.map(({ id }) => id).toSorted());
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

describe('our own faults, with every check of all providers run as a run does', () => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(PROVIDERS, CAPABILITIES);
  });
  afterAll(() => bench.close());

  it('turn no light where our way out is cut: each network check says so, and all others wait for theirs', async () => {
    await bench.sandbox.break(EGRESS_CUT);
    const ends = await wholeRun(bench).finally(() => bench.sandbox.heal());
    const { expect: told } = OUR_FAULTS.find(({ id }) => id === EGRESS_CUT)!;
    const found = ends.filter(({ finding }) => finding !== null);
    expect(found.map(({ check }) => check).toSorted()).toEqual(told.map(({ check }) => check).toSorted());
    for (const { check, status, failure_class, hint } of told)
      expect(found.find((end) => end.check === check)!.finding).toMatchObject({ status, failure_class, hint: { id: hint } });
    const rest = ends.filter(({ finding }) => finding === null);
    for (const { status, unprobed } of rest) expect(`${status}/${unprobed!.failureClass}`).toBe('unknown/prerequisite');
    asIntended += 1;
  });

  it.each(OUR_FAULTS.filter(({ expect: told }) => told.length === 0).map(({ id }) => id))('turn no light where %s', async (id) => {
    await bench.sandbox.break(id);
    await allGreen(bench).finally(() => bench.sandbox.heal());
    asIntended += 1;
  });

  it('hide no provider that is down, even where no reference host is left to ask', async () => {
    // The first attempt after a start knows of nobody who was reached.
    await allGreen(bench);
    const only = OUR_FAULTS.filter(({ id }) => id !== EGRESS_CUT).map(({ id }) => id);
    for (const id of [...only, 'axiom.closed']) await bench.sandbox.break(id);
    const ends = await wholeRun(bench).finally(() => bench.sandbox.heal());
    expect(ends.filter(({ status }) => status === 'fail').map(({ check, finding }) => `${check} ${finding!.failure_class}`)).toEqual([
      'axiom.network connect',
    ]);
  });
});

async function allGreen(bench: ProviderBench): Promise<void> {
  const ends = await wholeRun(bench);
  expect(ends.length).toBeGreaterThan(2);
  expect(ends.filter(({ status }) => status !== 'ok')).toEqual([]);
}

function isOfTheWire(id: string): boolean {
  return id.split('.')[1]! in WIRE_FAULTS;
}

/** Its own, and those of the wire at each of its hosts. */
function faultsOf({ name, faults }: SandboxProvider): readonly Fault[] {
  const hosts = new Set(wireExpectations.filter(({ provider }) => provider === name).map(({ host }) => host));
  return [...faults, ...[...hosts].flatMap(wireFaults)];
}
