import { createChecks } from '#activities/checks/create-checks.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { readTargets } from '#env.ts';
import type { Finding } from '#workflows/core/finding.ts';

interface More {
  /** Replaces some of the check's own. */
  thresholds?: Record<string, number>;
  /** Google's 403 in the place of an answer, with this as its `ErrorInfo`. */
  refusal?: { reason: string; metadata: object };
}

/** What a check of Gemini says of an answer that came without trouble, or of a refusal. */
export function judgedGemini(check: string, answer: object | null, { thresholds = {}, refusal }: More = {}): Finding {
  const targets = readTargets({ GEMINI_API_KEY: 'AIza-made-up-4711', GOOGLE_CLOUD_PROJECT: 'acme' });
  const { capability, target, entry } = createChecks(targets).find((one) => one.entry.name === check)!;
  const evidence: Evidence<unknown> = {
    answer,
    error: refusal ? { name: 'ApiError', message: 'refused', code: null, status: 403 } : null,
    timedOut: false,
    exchanges: refusal ? [refused(refusal)] : [],
    afterwards: [],
    files: [],
    durationMs: 12,
    wallClock: new Date('2026-01-01T00:00:00Z'),
  };
  const context = { check, settings: target.settings, thresholds: { ...capability.thresholds, ...thresholds }, doc: entry.doc };
  return capability.judge(evidence as never, context as never);
}

function refused(info: object): Exchange {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', domain: 'googleapis.com', ...info }];
  const bodyText = JSON.stringify({ error: { code: 403, status: 'PERMISSION_DENIED', message: 'no', details } });
  return {
    method: 'POST',
    host: 'aiplatform.googleapis.com',
    url: 'https://aiplatform.googleapis.com/v1beta1/projects/acme/locations/global/publishers/google/models/gemini-x:countTokens',
    status: 403,
    headers: { 'content-type': 'application/json' },
    requestId: null,
    bodyText,
    bodyBytes: bodyText.length,
    timings: { dns: 1, tcp: 1, tls: 1, firstByte: 1, total: 1 },
    trouble: null,
  };
}
