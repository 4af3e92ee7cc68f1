import { createChecks } from '#activities/checks/create-checks.ts';
import type { Evidence } from '#activities/evidence.ts';
import { readTargets } from '#env.ts';
import type { Finding } from '#workflows/core/finding.ts';

/** What a check of Gemini says of an answer that came without trouble; `thresholds` replaces some of its own. */
export function judgedGemini(check: string, answer: object, thresholds: Record<string, number> = {}): Finding {
  const targets = readTargets({ GEMINI_API_KEY: 'AIza-made-up-4711', GOOGLE_CLOUD_PROJECT: 'acme' });
  const { capability, target, entry } = createChecks(targets).find((one) => one.entry.name === check)!;
  const evidence: Evidence<unknown> = {
    answer,
    error: null,
    timedOut: false,
    exchanges: [],
    afterwards: [],
    files: [],
    durationMs: 12,
    wallClock: new Date('2026-01-01T00:00:00Z'),
  };
  const context = { check, settings: target.settings, thresholds: { ...capability.thresholds, ...thresholds }, doc: entry.doc };
  return capability.judge(evidence as never, context as never);
}
