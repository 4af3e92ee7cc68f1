import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { WIRE_FAULTS, type WireFault, type WireFaultFacts } from '#scripts/sandbox/wire-faults.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';
import { wireExpectations } from '#test/support/wire-expectations.ts';

describe.each(PROVIDERS.map((provider) => [provider.name, provider] as const))(
  '%s, asked by the real SDK over a real socket',
  (name, provider) => {
    let bench: ProviderBench;
    const checks = wireExpectations.filter((expectation) => expectation.provider === name);
    beforeAll(async () => {
      bench = await openProviderBench(provider, CAPABILITIES);
    });
    afterAll(() => bench.close());

    it.each([...new Set(checks.map(({ check }) => check))])('%s is well while nothing is broken', async (check) => {
      const { finding } = await bench.examine(check);
      expect(finding, finding.summary).toMatchObject({ status: 'ok', failure_class: null, hint: null });
      expect(finding.rungs.some(({ status }) => status === 'warn' || status === 'fail')).toBe(false);
    });

    it.each(provider.faults.flatMap(({ id, expect: expected }) => expected.map((one) => [id, one] as const)))(
      '%s comes out as it must',
      async (fault, { check, status, failure_class, deadlineMs }) => {
        await bench.sandbox.break(fault);
        const { finding } = await bench.examine(check, {}, deadlineMs).finally(() => bench.sandbox.heal());
        expect(finding, finding.summary).toMatchObject({ status, failure_class });
        expect(finding.hint!.steps.length).toBeGreaterThan(0);
      },
    );

    it.each(
      checks.flatMap(({ check, host, except }) =>
        (Object.entries(WIRE_FAULTS) as [WireFault, WireFaultFacts][]).map(([kind, { failure_class, rung, code }]) => {
          const failureClass = except && kind in except ? except[kind]! : failure_class;
          const status = failureClass === null ? 'ok' : failure_class === null ? 'warn' : 'fail';
          return { check, fault: `${host}.${kind}`, status, failureClass, rung, code };
        }),
      ),
    )('$check under $fault is $status, $failureClass', async ({ check, fault, status, failureClass, rung, code }) => {
      await bench.sandbox.break(fault);
      const { finding } = await bench.examine(check, {}, status === 'fail' ? 1_500 : 10_000).finally(() => bench.sandbox.heal());
      expect(finding, finding.summary).toMatchObject({ status, failure_class: failureClass });
      const broken = finding.rungs.filter((one) => one.status === 'fail');
      expect(broken).toMatchObject(status === 'fail' ? [{ name: rung, ...(code ? { detail: code } : {}) }] : []);
      expect(finding.hint === null).toBe(status === 'ok');
    });
  },
);
