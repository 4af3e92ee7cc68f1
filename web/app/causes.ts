import type { Overview, OverviewRow } from '#db/overview-reader.ts';
import type { SinceSuccess } from '#workflows/core/beside-finding.ts';
import type { Hint, Rung } from '#workflows/core/finding.ts';
import { lightOf, staleAt, type Light } from './light-of.ts';
import { capabilityName, checkLabel, groupName } from './names.ts';
import { rootsOf } from './roots.ts';
import { together } from './together.ts';
import { withLabels } from './with-labels.ts';

/** The lights that somebody should look after, worst first. */
const TROUBLED = ['fail', 'unknown', 'warn'] as const;
type Troubled = (typeof TROUBLED)[number];

/** Trouble of our own is one, whichever provider was to be asked. */
const OUR_OWN: Record<string, string | null> = { no_egress: 'Our way out', clock: 'This machine’s clock', runner: null };

export interface Concerned {
  name: string;
  /** Its name within a sentence, and beside others of its provider. */
  label: string;
  capability: string;
  scope: string;
  /** Its provider with its scope. */
  group: string;
}

/** Something that is not well, with all the checks that show it. */
export interface Cause {
  light: Troubled;
  /** Those that show it; the first is the one at the root. */
  checks: Concerned[];
  /** Those that are not looked at because of it. */
  waiting: Concerned[];
  /** What it is called within a sentence. */
  label: string;
  since: Date | null;
  /** It has been met just once, by one check. */
  isOnce: boolean;
  /** An open run looks at it again. */
  isAwaited: boolean;
  /** How long its verdict has been out of date; 0 while it is fresh. */
  overdueMs: number;
  found: string;
  failureClass: string | null;
  hint: Hint | null;
  rungs: Rung[];
  /** What differs from the root’s last success; null where nobody knows. */
  changed: SinceSuccess | null;
  /** What came after the verdict and tells nothing about it. */
  note: string | null;
  /** What to run to see whether it is gone; besides the root nothing that costs money. */
  again: string[];
  /** In US dollars, where that costs something worth a word. */
  costUsd: number | null;
}

/** Groups what is not well by what is behind it: one cause for checks of one provider that met the same, and for all that waits for them.
 * Worst first, then oldest. */
export function causesOf({ now, rows }: Pick<Overview, 'now' | 'rows'>): Cause[] {
  const lights = new Map(rows.map((row) => [row.name, lightOf(row, now)]));
  const roots = rootsOf(rows, lights);
  // A red light is a cause of its own beside trouble of ours: that must not hide it.
  for (const [name, root] of roots) if (lights.get(name) === 'fail' && lights.get(root) !== 'fail') roots.delete(name);
  const groups = new Map<string, OverviewRow[]>();
  for (const row of rows) {
    if (!isTroubled(lights.get(row.name)!) || roots.has(row.name)) continue;
    const key = keyOf(row, lights.get(row.name)!);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const causes = [...groups.values()].map((found) => {
    const behind = rows.filter(({ name }) => found.some((root) => roots.get(name) === root.name));
    const shows = behind.filter(({ name }) => lights.get(name) === 'fail');
    return causeOf(
      [...found, ...shows],
      behind.filter((row) => !shows.includes(row)),
      lights.get(found[0]!.name) as Troubled,
      { now, rows },
    );
  });
  return causes.toSorted(
    (a, b) => TROUBLED.indexOf(a.light) - TROUBLED.indexOf(b.light) || (a.since ?? now).getTime() - (b.since ?? now).getTime(),
  );
}

function causeOf(
  rows: readonly OverviewRow[],
  waiting: readonly OverviewRow[],
  light: Troubled,
  { now, rows: all }: Pick<Overview, 'now' | 'rows'>,
): Cause {
  const root = rows[0]!;
  const isTold = light !== 'unknown';
  const failureClass = isTold ? root.failure_class : root.last_outcome_class;
  return {
    light,
    checks: rows.map(concerned),
    waiting: waiting.map(concerned),
    label: OUR_OWN[failureClass ?? ''] ?? together(rows),
    since: earliest(rows.map((row) => (isTold ? row.verdict_since : untoldSince(row)))),
    isOnce: light === 'fail' && rows.length === 1 && root.streak === 1,
    isAwaited: root.running !== null,
    overdueMs: isTold ? Math.min(...rows.map((row) => Math.max(0, now.getTime() - (staleAt(row) ?? now).getTime()))) : 0,
    found: (isTold ? root.summary : root.last_outcome_summary) ?? root.title,
    failureClass,
    hint: isTold ? root.hint : root.last_outcome_hint,
    rungs: isTold ? (root.rungs ?? []) : [],
    changed: root.failure?.since_success ?? null,
    note: isTold && (root.last_outcome === 'skipped' || root.last_outcome === 'unknown') ? outcomeOf(root, all) : null,
    again: [...rows, ...waiting].filter((row) => row === root || !row.expensive).map(({ name }) => name),
    costUsd: root.expensive && root.cost_usd > 0 ? root.cost_usd : null,
  };
}

/** What two checks have in common that show the same. */
function keyOf(row: OverviewRow, light: Light): string {
  const [failureClass, hint] = light === 'unknown' ? [row.last_outcome_class, row.last_outcome_hint] : [row.failure_class, row.hint];
  const place = failureClass !== null && failureClass in OUR_OWN ? [] : [row.scope, row.provider];
  return JSON.stringify([light, ...place, failureClass, hint?.id ?? row.name]);
}

/** Since when nobody could tell: the first of the outcomes without a verdict that stand at the end of its ring. */
function untoldSince({ ring, last_outcome_at }: OverviewRow): Date | null {
  const past = ring ?? [];
  const told = past.findLastIndex(({ status }) => status !== 'unknown' && status !== 'skipped');
  const first = past[told + 1];
  return first ? new Date(first.at) : last_outcome_at;
}

function outcomeOf(row: OverviewRow, all: readonly OverviewRow[]): string | null {
  const { last_outcome_summary: summary, last_outcome_class: why } = row;
  return summary && why === 'prerequisite' ? withLabels(summary, all, row) : summary;
}

function isTroubled(light: Light): light is Troubled {
  return (TROUBLED as readonly Light[]).includes(light);
}

function concerned(row: OverviewRow): Concerned {
  return {
    name: row.name,
    label: checkLabel(row),
    capability: capabilityName(row.capability),
    scope: row.scope,
    group: groupName(row.provider === null ? row.scope : `${row.scope}.${row.provider}`),
  };
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  const times = dates.filter((date) => date !== null).map((date) => date.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}
