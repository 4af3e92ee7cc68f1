import type { Expected, Fault } from './provider.ts';
import { WIRE_FAULTS, type WireFault } from './wire-faults.ts';
import { wireExpectations } from './wire-expectations.ts';

/** Where a check's own words decide on the hint, it is left open. */
export type Root = Omit<Expected, 'hint'> & { hint: string | null };

/** What the one light must say that a fault turns: the check nearest to the cause. A fault of the wire is met first by the check of the
 * way to its host, and where that is none the worse for it, by the first that asks the host for more. */
export function rootOf({ id, expect: [first] }: Fault): Root {
  if (first) return first;
  const [host, kind] = id.split('.') as [string, WireFault];
  const { failure_class, rung, hint } = WIRE_FAULTS[kind];
  for (const { check, host: met, except, warnsAt = rung } of wireExpectations) {
    if (met !== host) continue;
    const said = except && kind in except ? except[kind]! : failure_class;
    if (said === null) continue;
    if (failure_class === null) return { check, status: 'warn', failure_class: said, rung: warnsAt, hint };
    return { check, status: 'fail', failure_class: said, rung, hint };
  }
  throw new Error(`No check meets ${id}: add it to scripts/sandbox/wire-expectations.ts.`);
}
