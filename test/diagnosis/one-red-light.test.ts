import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { USER_AGENT } from '#activities/transport/recording-fetch.ts';
import { faultsOf } from '#scripts/sandbox/faults-of.ts';
import { EGRESS_CUT, OUR_FAULTS } from '#scripts/sandbox/our-faults.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { rootOf } from '#scripts/sandbox/root-of.ts';
import { WIRE_FAULTS } from '#scripts/sandbox/wire-faults.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';
import { wholeRun } from '#test/support/whole-run.ts';

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

  it('is told by every request who asks, whatever SDK sends it', () => {
    expect(bench.sandbox.requests().length).toBeGreaterThan(5);
    expect(bench.sandbox.requests().filter(({ userAgent }) => !userAgent.startsWith(USER_AGENT))).toEqual([]);
  });

  it.each(faults.map((fault) => [fault.id, fault] as const))('%s turns one light at most, and that one says why', async (id, fault) => {
    const { check, status, failure_class, hint, deadlineMs = isOfTheWire(id) && status === 'fail' ? 3_000 : undefined } = rootOf(fault);
    await bench.sandbox.break(id);
    const ends = await wholeRun(bench, deadlineMs).finally(() => bench.sandbox.heal());
    expect((await bench.examine(check)).finding.status, 'once healed').toBe('ok');
    const red = ends.filter((end) => end.status === 'fail');
    expect(red.length, red.map((end) => `${end.check}: ${end.finding!.summary}`).join('\n')).toBeLessThan(2);
    const root = ends.find((end) => end.check === check)!;
    expect(root.finding).toMatchObject({ status, failure_class });
    if (hint) expect(root.finding!.hint!.id).toBe(hint);
    expect(root.finding!.hint!.steps.length).toBeGreaterThan(0);
    // A warning lets go on what may yet fail of the same cause: the row says so.
    for (const end of red) expect([check, ...fault.expect.map((one) => one.check)]).toContain(end.check);
    for (const { unprobed } of ends) if (unprobed) expect(unprobed.because).toBe(red[0]?.check ?? check);
    // Who waits has nothing to say: advice that names one of them leads nowhere.
    for (const { check: waits } of ends.filter(({ unprobed }) => unprobed))
      for (const { finding } of red) expect(adviceOf(finding!)).not.toMatch(new RegExp(`\\b${waits.replaceAll('.', '\\.')}\\b`));
    asIntended += 1;
  });

  it('is green again in all of its checks once healed', () => allGreen(bench));
});

function adviceOf({ hint, summary }: Finding): string {
  return [summary, hint?.title, ...(hint?.steps ?? [])].join('\n');
}

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
