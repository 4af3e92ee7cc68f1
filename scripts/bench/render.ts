import type { BenchResult } from './measure.ts';

/** The result as text: what was measured, beside its floor and its goal. */
export function render({ name, measures, notes }: BenchResult): string {
  const rows = measures.map(({ what, value, floor, unit, goal, met }) => [
    what,
    number(value, unit),
    floor === null ? '' : number(floor, unit),
    floor ? `${(value / floor).toFixed(2)} ×` : '',
    goal ?? '',
    met === null ? '' : met ? 'met' : 'MISSED',
  ]);
  const table = [['', 'measured', 'floor', 'of it', 'goal', ''], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => (column >= 1 && column <= 3 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
  return [name, ...lines.map((line) => `  ${line}`), '', ...notes.map((note) => `  ${note}`), ''].join('\n');
}

function number(value: number, unit: string): string {
  const digits = unit === '' && Number.isInteger(value) ? 0 : 2;
  return `${value.toFixed(digits)}${unit ? ` ${unit}` : ''}`;
}
