import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { wireExpectations } from '#scripts/sandbox/wire-expectations.ts';
import { WIRE_FAULTS, type WireFault, type WireFaultFacts } from '#scripts/sandbox/wire-faults.ts';
import { unlitLights } from '#test/support/unlit-lights.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

/** How many tests vitest runs at once where they may: its default. */
const MAX_CONCURRENCY = 5;

describe.each(PROVIDERS.map((provider) => [provider.name, provider] as const))(
  '%s, asked by the real SDK over a real socket',
  (name, provider) => {
    let bench: ProviderBench;
    const free: ProviderBench[] = [];
    const checks = wireExpectations.filter((expectation) => expectation.provider === name);
    beforeAll(async () => {
      for (let i = 0; i < MAX_CONCURRENCY; i += 1) free.push(await openProviderBench(provider, CAPABILITIES));
      bench = free[0]!;
    });
    afterAll(() => Promise.all(free.map((one) => one.close())));

    it.each([...new Set(checks.map(({ check }) => check))])('%s is well while nothing is broken', async (check) => {
      const { finding } = await bench.examine(check);
      expect(finding, finding.summary).toMatchObject({ status: 'ok', failure_class: null, hint: null });
      expect(finding.rungs.some(({ status }) => status === 'warn' || status === 'fail')).toBe(false);
    });

    it.each(provider.faults.flatMap(({ id, expect: expected }) => expected.map((one) => [id, one] as const)))(
      '%s comes out as it must',
      async (fault, { check, status, failure_class, rung, hint, deadlineMs }) => {
        await bench.sandbox.break(fault);
        const { finding } = await bench.examine(check, {}, deadlineMs).finally(() => bench.sandbox.heal());
        expect(finding, finding.summary).toMatchObject({ status, failure_class, hint: { id: hint } });
        expect(finding.rungs.find((one) => one.status === 'fail' || one.status === 'warn')?.name ?? null).toBe(rung);
        expect(finding.hint!.steps.length).toBeGreaterThan(0);
        if (status === 'fail') expect(unlitLights(finding.hint!, check)).toEqual([]);
      },
    );

    const underTheWire = checks.flatMap(({ check, host, except, warnsAt }) =>
      (Object.entries(WIRE_FAULTS) as [WireFault, WireFaultFacts][]).map(([kind, { failure_class, rung, hint, code }]) => {
        const failureClass = except && kind in except ? except[kind]! : failure_class;
        const status = failureClass === null ? 'ok' : failure_class === null ? 'warn' : 'fail';
        // Where the provider's protocol says otherwise the hint is its own.
        const hintId = failureClass === failure_class ? hint : null;
        return { check, fault: `${host}.${kind}`, status, failureClass, rung: status === 'warn' ? (warnsAt ?? rung) : rung, code, hintId };
      }),
    );
    async function comesOut({ check, fault, status, failureClass, rung, code, hintId }: (typeof underTheWire)[number]): Promise<void> {
      const bench = free.pop()!;
      await bench.sandbox.break(fault);
      const { finding } = await bench.examine(check, {}, status === 'fail' ? 1_500 : 10_000).finally(async () => {
        await bench.sandbox.heal();
        free.push(bench);
      });
      expect(finding, finding.summary).toMatchObject({ status, failure_class: failureClass });
      const told = finding.rungs.filter((one) => one.status === 'warn' || one.status === 'fail');
      expect(told).toMatchObject(status === 'ok' ? [] : [{ name: rung, status, ...(code ? { detail: code } : {}) }]);
      expect(finding.hint === null).toBe(status === 'ok');
      if (hintId && status !== 'ok') expect(finding.hint!.id).toBe(hintId);
    }
    const waits = ({ fault, failureClass }: (typeof underTheWire)[number]): boolean =>
      failureClass === 'timeout' || fault.endsWith('.name_late');
    it.each(underTheWire.filter((row) => !waits(row)))('$check under $fault is $status, $failureClass', comesOut);
    // These do nothing but wait: side by side, each with a bench of its own.
    it.concurrent.each(underTheWire.filter(waits))('$check under $fault is $status, $failureClass', comesOut);
  },
);
