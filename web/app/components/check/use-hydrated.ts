import { useSyncExternalStore } from 'react';

const never = (): (() => void) => () => {};

/** False on the server and until the page is alive; what needs JavaScript shows itself then. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
