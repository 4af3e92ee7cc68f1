import { useSyncExternalStore } from 'react';

const NAME = 'greenlight-single-keys';
const listeners = new Set<() => void>();

/** Whether single keys do something (WCAG 2.1.4: who speaks to the machine, or trembles, turns them off). Remembered by the browser. */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(NAME) !== 'off';
  } catch {
    // A browser that remembers nothing.
    return true;
  }
}

export function turnSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, 'off');
  } catch {
    return;
  }
  listeners.forEach((listener) => listener());
}

/** The same, for the switch that shows it. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, areSingleKeysOn, () => true);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
