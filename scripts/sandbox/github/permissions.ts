import type { Levels } from './answers.ts';

const NEEDED: Levels = { contents: 'read', metadata: 'read' };
const WITHOUT: Levels = { metadata: 'read' };
const BEYOND: Levels = { ...NEEDED, administration: 'write' };

/** What the App's settings ask for, while these faults are on. */
export function askedFor(isBroken: (fault: string) => boolean): Levels {
  if (isBroken('github.permission_missing')) return WITHOUT;
  return isBroken('github.permission_excess') ? BEYOND : NEEDED;
}

/** What the installation's owner has granted of it. */
export function granted(isBroken: (fault: string) => boolean): Levels {
  return isBroken('github.permission_pending') ? WITHOUT : askedFor(isBroken);
}
