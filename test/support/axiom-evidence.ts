import type { Evidence, Exchange } from '#activities/evidence.ts';
import type { AxiomSettings } from '#activities/settings.ts';

const AXIOM_SETTINGS: AxiomSettings = {
  token: 'xaat-12345678',
  dataset: 'events',
  orgId: null,
  url: 'https://api.axiom.co',
  edgeUrl: null,
};

/** One answer of Axiom as a judge sees it; JSON, of an ingest at the central address, where nothing else is said. */
export function axiomExchange(status: number, body: unknown, more: Partial<Exchange> = {}): Exchange {
  const bodyText = JSON.stringify(body);
  const url = more.url ?? 'https://api.axiom.co/v1/datasets/events/ingest';
  return {
    method: 'POST',
    host: new URL(url).host,
    url,
    status,
    headers: { 'content-type': 'application/json' },
    requestId: 'trace-1',
    bodyText,
    bodyBytes: bodyText.length,
    timings: { dns: 1, tcp: 1, tls: 1, firstByte: 1, total: 1 },
    trouble: null,
    ...more,
  };
}

/** What a probe brought back: an answer, or an error where there is none. */
export function axiomEvidence<Answer>(
  answer: Answer | null,
  exchanges: Exchange[],
  more: Partial<Evidence<Answer>> = {},
): Evidence<Answer> {
  return {
    answer,
    error: answer === null ? { name: 'Error', message: 'refused', code: null, status: null } : null,
    timedOut: false,
    exchanges,
    afterwards: [],
    files: [],
    durationMs: 1,
    wallClock: new Date('2026-01-01T00:00:00Z'),
    ...more,
  };
}

/** What a judge of `axiom.<capability>` may know. */
export function axiomContext(capability: string, settings: Partial<AxiomSettings> = {}, thresholds: Record<string, number> = {}) {
  const check = `axiom.${capability}`;
  return { check, settings: { ...AXIOM_SETTINGS, ...settings }, thresholds, doc: `docs/checks/${check}.md` };
}
