import type { Measures } from '#workflows/core/compare-providers.ts';

/** What a probe measured, in words: “256 × 256 px”, “1,290 tokens”. */
export function measureWords(measures: Measures): string[] {
  const { width, height, ...others } = measures;
  const isPicture = width !== undefined && height !== undefined;
  const rest = Object.entries(isPicture ? others : measures);
  return [
    ...(isPicture ? [`${width.toLocaleString('en')} × ${height.toLocaleString('en')} px`] : []),
    ...rest.map(([name, value]) => `${value.toLocaleString('en')} ${name}`),
  ];
}
