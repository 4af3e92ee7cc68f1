import { expect, it } from 'vitest';
import { diagnosisGrid, unexplainedCells } from '#scripts/docs/diagnosis-grid.ts';
import { EMPTY_CELLS } from '#scripts/docs/empty-cells.ts';
import { faultsTable } from '#scripts/docs/faults-table.ts';
import { placedFaults } from '#scripts/docs/placed-faults.ts';
import { wireTable } from '#scripts/docs/wire-table.ts';

const placed = placedFaults();
const cellsOf = (line: RegExp) => (line.exec(diagnosisGrid())?.[0] ?? '').split('|').map((cell) => cell.trim());

it('every fault stands on the page, and how sure we are of it', () => {
  const [own, wire] = [faultsTable(), wireTable()];
  for (const { fault, isOfTheWire } of placed) {
    if (isOfTheWire) for (const part of fault.id.split('.')) expect(wire).toContain(`\`${part}\``);
    else expect(own).toContain(`| \`${fault.id}\` | ${fault.does} |`);
    expect(fault.source, fault.id).toMatch(/\bL[0-3]\b/);
  }
  expect(own + wire).not.toContain('undefined');
});

it('a fault that comes out in two ways has two rows, and one that is told alike by two checks has one', () => {
  const table = faultsTable();
  expect(table).toMatch(
    /\| `axiom\.dataset_elsewhere` .*axiom\.dataset.* \| warn \| `region` .*\n\| {2}\| {2}\| .*axiom\.ingest.* \| fail \| `region`/,
  );
  expect(table).toMatch(/\| `github\.suspended` .*github\.installation.*<br>.*github\.app_token.* \| fail \| `permission` \|/);
});

it('every fault is counted once in the grid', () => {
  const counts = diagnosisGrid()
    .split('\n')
    .filter((line) => line.startsWith('| `') && !line.includes('. |'))
    .flatMap((line) => [...line.matchAll(/ (\d+)_?(?=,| \|)/g)].map(([, count]) => Number(count)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(placed.length);
  expect(new Set(placed.map(({ fault }) => fault.id)).size).toBe(placed.length);
});

it('a cell tells by rung how many, those of the wire in italics', () => {
  expect(cellsOf(/\| `auth` .*/).at(-2)).toMatch(/^auth \d+$/);
  expect(cellsOf(/\| `server_error` .*/).at(-2)).toMatch(/^http \d+, _http \d+_$/);
  expect(cellsOf(/\| `region` .*/)[4]).toBe('–');
});

it('every empty cell has its reason, and no other has one: else fill scripts/docs/empty-cells.ts', () => {
  expect(unexplainedCells()).toEqual([]);
});

it('a fault in a cell that was empty makes its reason wrong, and a cell that empties wants one', () => {
  const elsewhere = { ...placed[0]!, at: 'github' as const, root: { ...placed[0]!.root, failure_class: 'region' as const } };
  expect(unexplainedCells(EMPTY_CELLS, [...placed, elsewhere])).toEqual([
    'A fault is region at github: the reason why none can be is wrong.',
  ]);
  const rest = placed.filter(({ root }) => root.failure_class !== 'retired');
  expect(unexplainedCells(EMPTY_CELLS, rest)).toEqual(['No fault is retired at gemini.ai_studio: add one, or say why.']);
});

it('a reason that points to a fault says truly what comes of it', () => {
  for (const [at, reason] of Object.values(EMPTY_CELLS).flatMap((cells) => Object.entries(cells)))
    for (const [, failureClass, id] of reason.matchAll(/`(\w+)` \(`([\w-]+\.\w+)`\)/g))
      expect(placed.find(({ fault }) => fault.id === id)).toMatchObject({ at, root: { failure_class: failureClass } });
});
