import type { TimedCheck } from '#db/run-document.ts';

type Noted = Pick<TimedCheck, 'check' | 'state' | 'status' | 'failureClass' | 'attempt' | 'requires' | 'place' | 'placeLimit'>;
type Name = (check: string) => string;

const UNASKED: Record<string, string> = {
  not_configured: 'not configured',
  budget: 'over budget',
  cancelled: 'cancelled before it began',
  runner: 'never begun: the worker was lost',
};

/** True where a check waits in vain: what it requires has gone wrong, so it will be left out. That is written down only at the run's end. */
export function isWithheld(check: Noted, all: ReadonlyMap<string, Noted>): boolean {
  return check.state === 'pending' && rootOf(check, all) !== null;
}

/** Why a check has no bar: what it waits for, or why it was left out. Null: it has one. `name` and `placeName` are those that people use. */
export function noteOf(check: Noted, all: ReadonlyMap<string, Noted>, name: Name, placeName: Name): string | null {
  const isPending = check.state === 'pending';
  if (!isPending && check.attempt > 0) return null;
  if (!isPending && check.failureClass !== 'prerequisite') return UNASKED[check.failureClass ?? ''] ?? null;
  const root = rootOf(check, all);
  if (isPending && !root) return waitsFor(check, all, name, placeName);
  const isFailed = root ? root.status === 'fail' : check.status === 'skipped';
  return `waits for ${root ? name(root.check) : 'what it requires'}, ${isFailed ? 'which failed' : 'of which nothing is known'}`;
}

function waitsFor({ requires, place, placeLimit }: Noted, all: ReadonlyMap<string, Noted>, name: Name, placeName: Name): string {
  const open = requires.filter((one) => all.has(one) && all.get(one)!.state !== 'finished');
  if (open.length > 0) return `waits for ${listed(open.map(name))}`;
  const busy = [...all.values()].filter((one) => one.place === place && one.state === 'running').length;
  if (busy < placeLimit) return 'waits for its turn';
  return `${placeName(place)} is asked ${placeLimit === 1 ? 'one thing' : `${placeLimit} things`} at once`;
}

/** The check at the bottom of it: the first that was asked and went wrong. Null: there is none, so far. */
function rootOf({ requires }: Noted, all: ReadonlyMap<string, Noted>): Noted | null {
  for (const one of requires.map((required) => all.get(required))) {
    if (one?.status === 'fail' || (one?.status === 'unknown' && one.failureClass !== 'prerequisite')) return one;
    const below = one && (one.state === 'pending' || one.failureClass === 'prerequisite') ? rootOf(one, all) : null;
    if (below) return below;
  }
  return null;
}

/** “Key”, “Key and Network”, “Key, Models and Network”. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
