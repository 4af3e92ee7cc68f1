import type { Expected, Fault } from './provider.ts';

type Told = [check: string, failure_class: Expected['failure_class'], rung: Expected['rung'], hint: string];

/** The check's light turns red. */
export const fail = (...told: Told): Expected => expected('fail', ...told);

/** The check works, but not as it should. */
export const warn = (...told: Told): Expected => expected('warn', ...told);

/** The trouble is ours, not the provider's: nothing is said of it, and no rung broke. */
export const untold = (check: string, failure_class: Expected['failure_class'], hint: string): Expected =>
  expected('unknown', check, failure_class, null, hint);

/** A fault in short; of what is expected the root cause first. */
export const row = (id: string, does: string, source: string, ...expect: Expected[]): Fault => ({ id, does, source, expect });

function expected(status: Expected['status'], check: Told[0], failure_class: Told[1], rung: Told[2], hint: Told[3]): Expected {
  return { check, status, failure_class, rung, hint };
}
