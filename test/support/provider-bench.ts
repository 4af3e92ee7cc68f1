import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { createChecks } from '#activities/checks/create-checks.ts';
import type { AnyCapability } from '#activities/checks/registry.ts';
import type { Evidence } from '#activities/evidence.ts';
import { gatherEvidence } from '#activities/gather-evidence.ts';
import { createRedactor } from '#activities/redactor.ts';
import { createEgress } from '#activities/transport/egress.ts';
import { lookupAt } from '#activities/transport/lookup-at.ts';
import { trustAuthority } from '#activities/transport/trust-authority.ts';
import { withoutEgress } from '#activities/without-egress.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { readEnv, readTargets } from '#env.ts';
import { openSandbox, type OpenSandbox } from '#scripts/sandbox/open-sandbox.ts';
import type { SandboxProvider, SandboxSecrets } from '#scripts/sandbox/provider.ts';

export interface ProviderBench {
  sandbox: OpenSandbox;
  /** Probes and judges one check over a real socket, and asks the reference hosts before it blames; `variables` replaces some of the sandbox's, `deadlineMs` the check's own deadline. */
  examine(
    check: string,
    variables?: Record<string, string>,
    deadlineMs?: number,
  ): Promise<{ finding: Finding; evidence: Evidence<unknown> }>;
  close(): Promise<void>;
}

/** A sandbox with one provider, or several, and the real checks against it. */
export async function openProviderBench(
  providers: SandboxProvider | readonly SandboxProvider[],
  capabilities: readonly AnyCapability[],
  secrets?: Partial<SandboxSecrets>,
): Promise<ProviderBench> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-sandbox-'));
  const sandbox = await openSandbox({ folder, providers: [providers].flat(), ...(secrets ? { secrets } : {}) });
  trustAuthority(sandbox.ca);
  const lookup = lookupAt(sandbox.variables['GREENLIGHT_DNS_SERVER']!);
  const egress = createEgress(readEnv(sandbox.variables).referenceHosts, { lookup });
  return {
    sandbox,
    async examine(name, variables = {}, deadlineMs = 10_000) {
      const check = createChecks(readTargets({ ...sandbox.variables, ...variables }), capabilities).find(
        ({ entry }) => entry.name === name,
      );
      if (!check?.target.settings)
        throw new Error(`${name} is not among the checks, or not configured: ${check?.target.missing.join(', ')}`);
      const { target } = check;
      const capability = { ...check.capability, deadlineMs: Math.min(deadlineMs, check.capability.deadlineMs) };
      const evidence = await gatherEvidence(capability as never, target.settings as never, {
        runId: uuidv7(),
        probeId: uuidv7(),
        cancelled: new AbortController().signal,
        redactor: createRedactor([]),
        lookup,
      });
      const finding = capability.judge(
        evidence as never,
        { check: name, settings: target.settings, thresholds: capability.thresholds, doc: check.entry.doc } as never,
      );
      egress.noteReached(evidence.exchanges);
      return { finding: await withoutEgress(finding, egress), evidence };
    },
    async close() {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
