import type { Status } from '#workflows/core/status.ts';
import { FEATURED, faultTitle } from './fault-title.ts';
import { EGRESS_CUT } from './our-faults.ts';
import type { Expected, Fault } from './provider.ts';
import { WIRE_FAULTS, type WireFault } from './wire-faults.ts';
import { wireExpectations } from './wire-expectations.ts';

/** A fault as the panel lists it. */
export interface ListedFault {
  id: string;
  /** What it is called in front of people. */
  title: string;
  /** What it does on the wire, in a sentence. */
  does: string;
  /** Whose it is: `axiom`, `gemini.vertex`; `ours` where it is on our own side. */
  group: string;
  /** The host, where it is a fault of the wire; null where it is the provider’s own. */
  wire: string | null;
  /** What the light of the first check comes to; null where nobody notices. */
  status: Status | null;
  /** The checks that it touches, the nearest to the cause first. */
  checks: string[];
  /** Among the few that are offered first. */
  featured: boolean;
  /** Turns a light red or amber, and that soon: what only patience finds would disappoint whoever waits to be surprised. */
  surprising: boolean;
}

/** What a fault is about, from the tables of what it must come out as. */
export function listedFault(fault: Fault): ListedFault {
  const { id, does, expect } = fault;
  const [host, kind] = id.split('.') as [string, string];
  const isWire = kind in WIRE_FAULTS && wireExpectations.some((one) => one.host === host);
  const checks = isWire ? metBy(host, kind as WireFault) : expect.map(({ check }) => check);
  const status = statusOf(fault, isWire);
  return {
    id,
    title: faultTitle(fault),
    does,
    group: id === EGRESS_CUT || checks.length === 0 ? 'ours' : checks[0]!.split('.').slice(0, -1).join('.'),
    wire: isWire ? host : null,
    status,
    checks,
    featured: id in FEATURED,
    surprising: (status === 'fail' || status === 'warn') && !isSlow(expect, isWire ? (kind as WireFault) : null),
  };
}

/** The checks that a fault of the wire turns at this host, in the order of the table: the way to it first. */
function metBy(host: string, kind: WireFault): string[] {
  const breaks = WIRE_FAULTS[kind].failure_class;
  return wireExpectations
    .filter((one) => one.host === host && (one.except && kind in one.except ? one.except[kind]! : breaks) !== null)
    .map(({ check }) => check);
}

function statusOf({ id, expect }: Fault, isWire: boolean): Status | null {
  if (!isWire) return expect[0]?.status ?? null;
  return WIRE_FAULTS[id.split('.')[1] as WireFault].failure_class === null ? 'warn' : 'fail';
}

function isSlow(expect: readonly Expected[], kind: WireFault | null): boolean {
  return kind === null ? expect.some(({ deadlineMs }) => deadlineMs !== undefined) : WIRE_FAULTS[kind].failure_class === 'timeout';
}
