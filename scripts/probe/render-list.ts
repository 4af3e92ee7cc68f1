import { styleText } from 'node:util';
import ms from 'ms';
import type { BudgetLimits, Refused } from '#workflows/core/budget.ts';
import type { CatalogueEntry } from '#workflows/core/check.ts';

/** The catalogue for a person: what each check is, why, what it costs and needs, the numbers it is judged by, and whether it is configured;
 * at the foot what a run of all that is configured costs. `limits` hold for what costs money. */
export function renderList(entries: readonly CatalogueEntry[], limits: BudgetLimits): string {
  const width = Math.max(0, ...entries.map(({ name }) => name.length));
  const lines = entries.flatMap((entry) => {
    const facts = [
      entry.cost_usd > 0 ? `about $${entry.cost_usd} a probe` : 'free',
      ...(entry.expensive ? limitsOf(limits) : []),
      entry.cadence_ms === null ? 'on demand' : `every ${ms(entry.cadence_ms)}`,
      ...(entry.baseline ? ['baseline'] : []),
      ...(entry.requires.length > 0 ? [`needs ${entry.requires.join(', ')}`] : []),
    ];
    const mark = entry.configured ? styleText('green', '●') : styleText('dim', '–');
    const thresholds = Object.entries(entry.thresholds ?? {}).map(([name, value]) => `${name} ${value}`);
    const below = [
      entry.why,
      ...(thresholds.length > 0 ? [`judged by ${thresholds.join(' · ')}`] : []),
      ...(entry.configured ? [] : [`not configured: set ${entry.missing.join(', ')}`]),
    ];
    return [
      `${mark} ${entry.name.padEnd(width)}  ${entry.title} ${styleText('dim', `(${facts.join(' · ')})`)}`,
      ...below.map((line) => styleText('dim', `${' '.repeat(width + 4)}${line}`)),
    ];
  });
  return `${[...lines, '', totalOf(entries)].join('\n')}\n`;
}

function totalOf(entries: readonly CatalogueEntry[]): string {
  const configured = entries.filter((entry) => entry.configured);
  const cost = (some: readonly CatalogueEntry[]): string => `about $${some.reduce((sum, { cost_usd }) => sum + cost_usd, 0).toFixed(4)}`;
  const cheap = configured.filter(({ expensive }) => !expensive);
  return `${entries.length} checks, ${configured.length} of them configured. One run of these costs ${cost(cheap)}; with the expensive ones, ${cost(configured)}.`;
}

interface DryRun {
  /** Names the variables that are set for a check, never their values; null: the sandbox gives them. */
  variablesOf(entry: CatalogueEntry): readonly string[] | null;
  limits: BudgetLimits;
  /** Null: nobody could tell. */
  refused: readonly Refused[] | null;
}

/** What a run would ask of whom, and what has no place in the budget now, without asking. */
export function renderDryRun(planned: readonly CatalogueEntry[], { variablesOf, limits, refused }: DryRun): string {
  const overBudget = new Map(refused?.map((one) => [one.check, one]));
  const cost = planned.reduce((sum, { name, cost_usd, configured }) => sum + (configured && !overBudget.has(name) ? cost_usd : 0), 0);
  const untold = refused === null ? ['No stack is up, so what is left of the budget is not known.'] : [];
  const lines = planned.flatMap((entry) => [
    `${entry.configured ? styleText('green', '●') : styleText('dim', '–')} ${styleText('bold', entry.name)}`,
    `    ${entry.does}`,
    styleText(
      'dim',
      `    ${entry.configured ? told(variablesOf(entry)) : `would be skipped; not set: ${entry.missing.join(', ')}`}${entry.cost_usd > 0 ? ` · about $${entry.cost_usd}` : ''}${
        entry.expensive
          ? limitsOf(limits)
              .map((limit) => ` · ${limit}`)
              .join('')
          : ''
      }`,
    ),
    ...(overBudget.has(entry.name) ? [`    ${withoutPlace(overBudget.get(entry.name)!)}`] : []),
  ]);
  return `${[...lines, '', `${planned.length} checks, about $${cost.toFixed(4)}. Nothing was asked of anybody.`, ...untold].join('\n')}\n`;
}

function told(variables: readonly string[] | null): string {
  return variables === null ? 'a pretend provider on this machine; no variable of yours is used' : `set: ${variables.join(', ')}`;
}

function limitsOf({ dailyCap, intervalMs }: BudgetLimits): string[] {
  return [
    ...(dailyCap === null ? [] : [`its provider ${dailyCap} a day`]),
    ...(intervalMs === null ? [] : [`at most every ${ms(intervalMs)}`]),
  ];
}

function withoutPlace({ freeAt }: Refused): string {
  const when = freeAt ? `the next is free at ${freeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'its provider has 0 a day';
  return `over budget, so it would be skipped: ${when}; --over-budget runs it all the same`;
}
