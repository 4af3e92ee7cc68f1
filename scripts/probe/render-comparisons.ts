import { styleText } from 'node:util';
import type { ComparedProvider, Comparison } from '#workflows/core/compare-providers.ts';
import { tookOf } from './took-of.ts';

/** Providers side by side, a line a capability; empty where nothing was asked of several alike. */
export function renderComparisons(comparisons: readonly Comparison[]): string[] {
  return [...Map.groupBy(comparisons, (one) => [one.scope, ...one.providers.map(({ provider }) => provider)].join(' '))].flatMap(
    ([, alike]) => {
      const providers = alike[0]!.providers.map(({ provider }) => provider);
      const rows = [['', ...providers], ...alike.map(({ capability, providers: sides }) => [capability, ...sides.map(said)])];
      const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
      const lines = rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('   ')}`.trimEnd());
      return ['', styleText('bold', `Side by side: ${alike[0]!.scope}`), ...lines];
    },
  );
}

function said({ status, duration_ms, cost_usd, measures }: ComparedProvider): string {
  if (status === 'fail') return 'fails';
  const measured = Object.entries(measures).map(([name, value]) => `${value.toLocaleString('en')} ${name}`);
  return [tookOf(duration_ms), ...measured, ...(cost_usd > 0 ? [`$${cost_usd}`] : [])].join(' · ');
}
