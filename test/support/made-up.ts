import type { CatalogueEntry } from '#workflows/core/check.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { Status } from '#workflows/core/status.ts';

/** A check of the fixed cast: aurora is healthy, bruma ails, silencio says nothing. */
export function entryOf(name: string, more: Partial<CatalogueEntry> = {}): CatalogueEntry {
  const parts = name.split('.');
  return {
    name,
    scope: parts[0]!,
    provider: parts.length === 3 ? parts[1]! : null,
    capability: parts.at(-1)!,
    title: `${name} works`,
    why: 'Because the tests depend on it.',
    does: 'Nothing at all.',
    cost_usd: 0,
    expensive: false,
    baseline: true,
    cadence_ms: 3_600_000,
    requires: [],
    configured: true,
    missing: [],
    doc: `docs/checks/${name}.md`,
    ...more,
  };
}

const CLASSES = { warn: 'slow', fail: 'auth', skipped: 'not_configured', unknown: 'runner' } as const;

export function findingOf(status: Status): Finding {
  const facts = { summary: `It was ${status}.`, rungs: [], http_status: null, request_id: null, cost_usd: 0, metadata: {} };
  if (status === 'ok') return { ...facts, status, failure_class: null, hint: null };
  return {
    ...facts,
    status,
    failure_class: CLASSES[status],
    hint: { id: 'X', title: 'Do this', steps: ['Look.'], doc: 'docs/x.md' },
  } as Finding;
}
