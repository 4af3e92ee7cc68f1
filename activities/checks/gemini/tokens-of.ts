/** All the tokens that an answer cost, thinking included; undefined where it does not say. */
export function tokensOf({ usage }: { usage: Record<string, unknown> | null }): number | undefined {
  const total = usage?.['totalTokenCount'];
  return typeof total === 'number' ? total : undefined;
}
