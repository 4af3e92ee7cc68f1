import type { ProbeDocument, RunDocument } from '#db/run-document.ts';
import { compareProviders } from '#workflows/core/compare-providers.ts';
import { countStatuses, worst, type Status } from '#workflows/core/status.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import { findingOf } from './made-up.ts';

/** A result with these outcomes, by the checks' names. */
export function documentOf(outcomes: Record<string, Status | Partial<ProbeDocument>>, run: Partial<RunDocument['run']> = {}): RunDocument {
  const probes = Object.entries(outcomes).map(([name, said]) => probeOf(name, typeof said === 'string' ? { status: said } : said));
  const statuses = probes.map(({ status }) => status);
  return {
    run: {
      id: '0199aaaa-0000-7000-8000-000000000001',
      state: 'finished',
      status: worst(statuses),
      recorded: true,
      over_budget: false,
      trigger: 'manual',
      mode: 'sandbox',
      requested_by: 'a test',
      selection: EVERYTHING_CHEAP,
      counts: countStatuses(statuses),
      started_at: '2026-01-01T00:00:00.000Z',
      finished_at: '2026-01-01T00:00:01.500Z',
      duration_ms: 1_500,
      workflow_id: 'doctor/all',
      workflow_run_id: '0199aaaa-0000-7000-8000-000000000001',
      workflow_url: null,
      ...run,
    },
    probes,
    comparisons: compareProviders(probes),
  };
}

function probeOf(name: string, more: Partial<ProbeDocument>): ProbeDocument {
  const [scope = '', ...rest] = name.split('.');
  return {
    ...findingOf(more.status ?? 'ok'),
    id: `probe-${name}`,
    run_id: '0199aaaa-0000-7000-8000-000000000001',
    check_name: name,
    scope,
    provider: rest.length === 2 ? rest[0]! : null,
    capability: rest.at(-1) ?? '',
    trigger: 'manual',
    attempts: 1,
    skipped_because: null,
    output_paths: [],
    artifact_urls: [],
    started_at: '2026-01-01T00:00:00.000Z',
    finished_at: '2026-01-01T00:00:00.250Z',
    duration_ms: 250,
    ...more,
  } as ProbeDocument;
}
