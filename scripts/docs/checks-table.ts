import { createChecks, type Check } from '#activities/checks/create-checks.ts';
import { readTargets } from '#env.ts';
import { markdownTable } from './markdown-table.ts';

const HOUR_MS = 3_600_000;

/** The README's table of checks as Markdown, made of what the checks say of themselves; one line for a capability of all its providers. */
export function checksTable(): string {
  const byPage = Map.groupBy(createChecks(readTargets({})), ({ entry }) => entry.doc);
  const rows = [...byPage].map(([doc, checks]) => {
    const { entry } = checks[0]!;
    const names = checks.map((check) => `\`${check.entry.name}\``).join(', ');
    return [`[${names}](${doc})`, entry.does, costOf(checks), cadenceOf(checks[0]!)];
  });
  return markdownTable(['check', 'what it does', 'cost', 'by itself'], rows);
}

function costOf(checks: Check[]): string {
  const most = Math.max(...checks.map(({ entry }) => entry.cost_usd));
  return most === 0 ? 'free' : `$${most}`;
}

function cadenceOf({ entry }: Check): string {
  if (entry.cadence_ms === null) return 'on demand';
  return `every ${entry.cadence_ms / HOUR_MS} h`;
}
