import { styleText } from 'node:util';
import ms from 'ms';
import type { CatalogueEntry } from '#workflows/core/check.ts';

/** The catalogue for a person: what each check is, costs, needs, and whether it is configured. */
export function renderList(entries: readonly CatalogueEntry[]): string {
  const width = Math.max(0, ...entries.map(({ name }) => name.length));
  const lines = entries.flatMap((entry) => {
    const facts = [
      entry.cost_usd > 0 ? `about $${entry.cost_usd} a probe` : 'free',
      entry.cadence_ms === null ? 'on demand' : `every ${ms(entry.cadence_ms)}`,
      ...(entry.baseline ? ['baseline'] : []),
      ...(entry.requires.length > 0 ? [`needs ${entry.requires.join(', ')}`] : []),
    ];
    const mark = entry.configured ? styleText('green', '●') : styleText('dim', '–');
    const missing = entry.configured ? [] : [styleText('dim', `${' '.repeat(width + 4)}not configured: set ${entry.missing.join(', ')}`)];
    return [`${mark} ${entry.name.padEnd(width)}  ${entry.title} ${styleText('dim', `(${facts.join(' · ')})`)}`, ...missing];
  });
  return `${lines.join('\n')}\n`;
}

/** What a run would ask of whom, without asking. `variablesOf` names the variables that are set for a check; null: the sandbox gives
 * them. Their values are never shown. */
export function renderDryRun(planned: readonly CatalogueEntry[], variablesOf: (entry: CatalogueEntry) => readonly string[] | null): string {
  const cost = planned.reduce((sum, { cost_usd, configured }) => sum + (configured ? cost_usd : 0), 0);
  const lines = planned.flatMap((entry) => [
    `${entry.configured ? styleText('green', '●') : styleText('dim', '–')} ${styleText('bold', entry.name)}`,
    `    ${entry.does}`,
    styleText(
      'dim',
      `    ${entry.configured ? told(variablesOf(entry)) : `would be skipped; not set: ${entry.missing.join(', ')}`}${entry.cost_usd > 0 ? ` · about $${entry.cost_usd}` : ''}`,
    ),
  ]);
  return `${[...lines, '', `${planned.length} checks, about $${cost.toFixed(4)}. Nothing was asked of anybody.`].join('\n')}\n`;
}

function told(variables: readonly string[] | null): string {
  return variables === null ? 'a pretend provider on this machine; no variable of yours is used' : `set: ${variables.join(', ')}`;
}
