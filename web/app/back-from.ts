/** What an address says of the button that was pressed last. */
const OUTCOMES = ['asked', 'joined', 'trouble', 'broke', 'surprised', 'healed', 'sandbox'] as const;

/** The address of this page without what became of the last button. */
export function backFrom({ pathname, search }: { pathname: string; search: string }): string {
  const kept = new URLSearchParams(search);
  for (const name of OUTCOMES) kept.delete(name);
  return kept.size > 0 ? `${pathname}?${kept}` : pathname;
}
