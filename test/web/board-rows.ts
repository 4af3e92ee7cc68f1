import type { BoardRow } from '#web/app/board-row.ts';
import { capabilityName, checkLabel } from '#web/app/names.ts';

/** A row of the board as it is when all is well, but for what is said otherwise. */
export function boardRow(name: string, more: Partial<BoardRow> = {}): BoardRow {
  const parts = name.split('.');
  const [scope, provider, capability] = [parts[0]!, parts.length === 3 ? parts[1]! : null, parts.at(-1)!];
  return {
    name,
    scope,
    provider,
    capability: capabilityName(capability),
    label: checkLabel({ scope, provider, capability }),
    title: `${name} works`,
    light: 'ok',
    found: 'It works.',
    note: null,
    failureClass: null,
    since: null,
    hint: null,
    rungs: [],
    ring: 'o',
    spark: '',
    durationMs: 100,
    usualMs: 100,
    lastSuccessAt: null,
    lastFailureAt: null,
    lastRunId: null,
    pictures: [],
    running: null,
    costUsd: null,
    priceUsd: more.costUsd ?? 0,
    configured: true,
    missing: [],
    doc: 'docs/x.md',
    requires: [],
    baseline: true,
    waiting: [],
    ...more,
  };
}
