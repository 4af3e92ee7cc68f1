import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Something was broken, and is healed. */
export interface Healing {
  /** The first that anybody ever healed here is 1. */
  number: number;
  faults: string[];
  /** ISO 8601; of several faults the first one’s. */
  brokenAt: string;
  healedAt: string;
}

/** When what was broken, and when it was healed. */
export interface IncidentBook {
  /** Since when it is broken; null where it is not. */
  brokenAt(fault: string): string | null;
  healing(number: number): Healing | null;
  /** The latest that healed this fault (any fault where none is named) within the last seconds, for whoever presses twice. */
  justHealed(fault: string | undefined): Healing | null;
  /** Writes down what changed since the last word. */
  note(broken: readonly string[]): Healing | null;
}

interface Kept {
  since: Record<string, string>;
  healings: Healing[];
}

const KEPT = 50;
const TWICE_MS = 10_000;

/** Opens the book in this file. What broke or healed while nobody wrote it down is taken as it is: no healing of it is told. */
export function openIncidentBook(file: string, broken: readonly string[], now: () => Date = () => new Date()): IncidentBook {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : { since: {}, healings: [] };
  let since = sinceOf(broken, kept.since, now());
  const { healings } = kept;
  return {
    brokenAt: (fault) => since[fault] ?? null,
    healing: (number) => healings.find((one) => one.number === number) ?? null,
    justHealed(fault) {
      const last = healings.findLast(({ faults }) => fault === undefined || faults.includes(fault));
      return last && now().getTime() - Date.parse(last.healedAt) < TWICE_MS ? last : null;
    },
    note(next) {
      const faults = Object.keys(since).filter((fault) => !next.includes(fault));
      const healing = faults.length === 0 ? null : healingOf(faults);
      since = sinceOf(next, since, now());
      if (healing) healings.push(healing);
      healings.splice(0, healings.length - KEPT);
      writeFileSync(`${file}.${process.pid}`, JSON.stringify({ since, healings }), { mode: 0o600 });
      renameSync(`${file}.${process.pid}`, file);
      return healing;
    },
  };

  function healingOf(faults: string[]): Healing {
    const brokenAt = faults.map((fault) => since[fault]!).sort()[0]!;
    return { number: (healings.at(-1)?.number ?? 0) + 1, faults, brokenAt, healedAt: now().toISOString() };
  }
}

function sinceOf(broken: readonly string[], before: Record<string, string>, now: Date): Record<string, string> {
  return Object.fromEntries(broken.map((fault) => [fault, before[fault] ?? now.toISOString()]));
}
