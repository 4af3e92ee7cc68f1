import type { Capability } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import type { SpacesSettings } from '#activities/settings.ts';
import type { Finding } from '#workflows/core/finding.ts';

const SETTINGS: SpacesSettings = {
  endpoint: 'https://nyc3.example',
  region: 'us-east-1',
  bucket: 'acme',
  accessKeyId: 'DO00ABCD1234',
  secretAccessKey: 'not-a-secret',
  pathStyle: false,
  publicUrl: null,
  corsOrigin: null,
};

/** One answer as the recorder would have written it down. */
export function exchangeOf(method: string, status: number, more: Partial<Exchange> = {}): Exchange {
  return {
    method,
    host: 'acme.nyc3.example',
    url: 'https://acme.nyc3.example/greenlight/1.txt',
    status,
    headers: { 'content-type': 'application/xml' },
    requestId: 'tx1',
    bodyText: '',
    bodyBytes: 0,
    timings: { dns: 1, tcp: 1, tls: 1, firstByte: 4, total: 5 },
    trouble: null,
    ...more,
  };
}

/** S3's way to refuse. */
export const s3Error = (method: string, status: number, code: string): Exchange =>
  exchangeOf(method, status, { bodyText: `<?xml version="1.0"?><Error><Code>${code}</Code><Message></Message></Error>` });

/** What a Spaces check thinks of evidence that no server had to give; deleted again, unless `afterwards` says otherwise. */
export function judgeMadeUp<Answer>(
  capability: Capability<'spaces', Answer>,
  { settings, ...more }: Partial<Evidence<Answer>> & { settings?: Partial<SpacesSettings> },
): Finding {
  const evidence: Evidence<Answer> = {
    answer: null,
    error: null,
    timedOut: false,
    exchanges: [exchangeOf('GET', 200)],
    afterwards: [exchangeOf('DELETE', 204)],
    files: [],
    durationMs: 10,
    wallClock: new Date('2026-03-01T12:00:00Z'),
    ...more,
  };
  const check = `spaces.${capability.capability}`;
  return capability.judge(evidence, {
    check,
    settings: { ...SETTINGS, ...settings },
    thresholds: capability.thresholds,
    doc: `docs/checks/${check}.md`,
  });
}
