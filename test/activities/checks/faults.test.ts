import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { WIRE_FAULTS, type WireFault } from '#scripts/sandbox/wire-faults.ts';
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
      async (fault, { check, status, failure_class }) => {
        await bench.sandbox.break(fault);
        const { finding } = await bench.examine(check).finally(() => bench.sandbox.heal());
        expect(finding, finding.summary).toMatchObject({ status, failure_class });
        expect(finding.hint!.steps.length).toBeGreaterThan(0);
      },
    );

    it.each(
      checks.flatMap(({ check, host, except }) =>
        (Object.keys(WIRE_FAULTS) as WireFault[]).map(
          (kind) => [check, `${host}.${kind}`, except && kind in except ? except[kind]! : WIRE_FAULTS[kind].failure_class] as const,
        ),
      ),
    )('%s under %s is %s', async (check, fault, failureClass) => {
      await bench.sandbox.break(fault);
      const { finding } = await bench.examine(check, {}, 1_500).finally(() => bench.sandbox.heal());
      expect(finding, finding.summary).toMatchObject({ status: failureClass ? 'fail' : 'ok', failure_class: failureClass });
      expect(finding.rungs.some(({ status }) => status === 'fail')).toBe(failureClass !== null);
    });
  },
);
