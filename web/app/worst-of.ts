import type { Light } from './light-of.ts';

/** From what must be looked at to what says nothing: a check that was skipped or never run does not hide that the others are well. */
const ORDER: readonly Light[] = ['fail', 'unknown', 'stale', 'warn', 'ok', 'skipped', 'never'];

/** The light of several checks together: the worst of them; stale is not green. `never` where there are none. */
export function worstOf(lights: readonly Light[]): Light {
  return ORDER.find((light) => lights.includes(light)) ?? 'never';
}
