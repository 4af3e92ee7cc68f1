import type { Change } from '#workflows/core/beside-finding.ts';
import { ADDRESS_OF, type Facts } from './facts-of.ts';

/** So much slower, and by so many milliseconds more, is a leap. */
const LEAP = 3;
const LEAP_MS = 100;
const MOST = 12;

/** The facts that differ between two probes, as far as both know them: what one of them never reached is no change. */
export function whatChanged(was: Facts, is: Facts): Change[] {
  return Object.entries(is)
    .filter(([fact, now]) => fact in was && differs(fact, was[fact]!, now))
    .slice(0, MOST)
    .map(([fact, now]) => ({ fact, was: said(was[fact]!), is: said(now) }));
}

function differs(fact: string, was: string | number, is: string | number): boolean {
  if (fact.startsWith(ADDRESS_OF)) return isElsewhere(String(was), String(is));
  if (typeof was === 'string' || typeof is === 'string') return was !== is;
  return is >= was * LEAP && is - was >= LEAP_MS;
}

/** A name that stands for many addresses gives others each time: one that is known is the same place. */
function isElsewhere(was: string, is: string): boolean {
  const known = was.split(', ');
  return !is.split(', ').some((address) => known.includes(address));
}

const said = (value: string | number): string => (typeof value === 'number' ? `${value} ms` : value);
