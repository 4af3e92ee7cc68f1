import { createChecks } from '#activities/checks/create-checks.ts';
import { readTargets } from '#env.ts';
import type { Expected, Fault } from '#scripts/sandbox/provider.ts';
import { markdownTable } from './markdown-table.ts';
import { placedFaults, PROVIDER_NAMES, type PlacedAt } from './placed-faults.ts';

const HEAD = ['fault', 'what it does', 'check', 'status', 'class', 'rung', 'hint', 'known from'];

/** The faults of the providers’ own as Markdown: under a heading for each provider a table, with a row for each way in which a fault comes out. */
export function faultsTable(): string {
  const pages = new Map(createChecks(readTargets({})).map(({ entry }) => [entry.name, entry.doc.replace(/^docs\//, '')]));
  const own = placedFaults().filter(({ isOfTheWire }) => !isOfTheWire);
  const sections = (Object.keys(PROVIDER_NAMES) as PlacedAt[]).map((at) => {
    const rows = own.filter((placed) => placed.at === at).flatMap(({ fault }) => rowsOf(fault, pages));
    return `### ${PROVIDER_NAMES[at]}\n\n${markdownTable(HEAD, rows)}`;
  });
  return sections.join('\n\n');
}

function rowsOf({ id, does, source, expect }: Fault, pages: ReadonlyMap<string, string>): string[][] {
  const alike = Map.groupBy(expect, ({ check: _check, deadlineMs: _deadline, ...said }) => JSON.stringify(said));
  return [...alike.values()].map((told, index) => {
    const checks = told.map(({ check }) => `[\`${check}\`](${pages.get(check)})`).join('<br>');
    const said = [checks, ...outcome(told[0]!)];
    return index === 0 ? [`\`${id}\``, does, ...said, source] : ['', '', ...said, ''];
  });
}

/** Status, class, rung and hint, as cells. */
export function outcome({ status, failure_class, rung, hint }: Omit<Expected, 'check' | 'hint'> & { hint: string | null }): string[] {
  return [status, `\`${failure_class}\``, rung ?? '–', hint ? `\`${hint}\`` : 'the check’s own'];
}
