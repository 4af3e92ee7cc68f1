import { PATIENT_CLASSES } from '#workflows/core/failure-class.ts';
import { RUNG_NAMES, type RungName } from '#workflows/core/finding.ts';
import { EMPTY_CELLS, type GridClass } from './empty-cells.ts';
import { markdownTable } from './markdown-table.ts';
import { placedFaults, PROVIDER_NAMES, type PlacedAt, type PlacedFault } from './placed-faults.ts';

const CLASSES: readonly GridClass[] = [...PATIENT_CLASSES, 'clock'];
const PLACES = Object.keys(PROVIDER_NAMES) as PlacedAt[];
const RUNGS: readonly (RungName | null)[] = [...RUNG_NAMES, null];

/** Class × provider as Markdown, and below it why cells are empty. */
export function diagnosisGrid(): string {
  const placed = placedFaults();
  const rows = CLASSES.map((one) => [`\`${one}\``, ...PLACES.map((at) => cell(inCell(placed, one, at)))]);
  const own = placed.filter(({ isOfTheWire }) => !isOfTheWire).length;
  return [
    `${placed.length} faults: ${own} of the providers’ own, ${placed.length - own} of the wire.`,
    markdownTable(['class', ...Object.values(PROVIDER_NAMES)], rows),
    markdownTable(['empty', 'at', 'because'], reasons()),
  ].join('\n\n');
}

/** What is wrong with the reasons for empty cells, in sentences; nothing where each empty cell has one, and no other. */
export function unexplainedCells(reasons = EMPTY_CELLS, placed = placedFaults()): string[] {
  return CLASSES.flatMap((one) =>
    PLACES.flatMap((at) => {
      const isEmpty = inCell(placed, one, at).length === 0;
      const isExplained = reasons[one]?.[at] !== undefined;
      if (isEmpty === isExplained) return [];
      return isEmpty
        ? `No fault is ${one} at ${at}: add one, or say why.`
        : `A fault is ${one} at ${at}: the reason why none can be is wrong.`;
    }),
  );
}

function inCell(placed: PlacedFault[], one: GridClass, place: PlacedAt): PlacedFault[] {
  return placed.filter(({ at, root }) => at === place && root.failure_class === one);
}

/** By rung how many, in italics those of the wire. */
function cell(placed: PlacedFault[]): string {
  const counted = [false, true].flatMap((wire) =>
    RUNGS.flatMap((rung) => {
      const count = placed.filter(({ root, isOfTheWire }) => isOfTheWire === wire && root.rung === rung).length;
      const text = `${rung ?? 'no rung'} ${count}`;
      return count === 0 ? [] : wire ? `_${text}_` : text;
    }),
  );
  return counted.join(', ') || '–';
}

/** One row for all providers that share a reason. */
function reasons(): string[][] {
  return CLASSES.flatMap((one) => {
    const told = Object.entries(EMPTY_CELLS[one] ?? {}) as [PlacedAt, string][];
    const shared = Map.groupBy(told, ([, reason]) => reason);
    return [...shared].map(([reason, places]) => [`\`${one}\``, places.map(([at]) => PROVIDER_NAMES[at]).join(', '), reason]);
  });
}
