import { hostsOf } from '#scripts/sandbox/faults-of.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { rootOf } from '#scripts/sandbox/root-of.ts';
import { wireExpectations } from '#scripts/sandbox/wire-expectations.ts';
import { WIRE_FAULTS, wireFaults } from '#scripts/sandbox/wire-faults.ts';
import { outcome } from './faults-table.ts';
import { markdownTable } from './markdown-table.ts';

const HOSTS = PROVIDERS.flatMap(hostsOf);

/** The faults of the wire as Markdown: the hosts that have them, and below them each kind once, with what it comes out as. */
export function wireTable(): string {
  const hosts = HOSTS.map((host) => [`\`${host}\``, ...checksAt(host).map((check) => `\`${check}\``)]);
  const kinds = Object.entries(WIRE_FAULTS).flatMap(([kind, { does }]) => rowsOf(kind, does));
  return [
    markdownTable(['host', 'the way', 'first above it'], hosts),
    markdownTable(['kind', 'what it does', 'told by', 'status', 'class', 'rung', 'hint'], kinds),
  ].join('\n\n');
}

/** The check of the way to a host, and the first that asks for more. */
function checksAt(met: string): [string, string] {
  const checks = wireExpectations.filter(({ host }) => host === met).map(({ check }) => check);
  return [checks.find(isOfTheWay)!, checks.find((check) => !isOfTheWay(check))!];
}

const isOfTheWay = (check: string): boolean => check.endsWith('.network');

/** One row for all hosts at which it comes out the same. */
function rowsOf(kind: string, does: string): string[][] {
  const told = HOSTS.map((host) => {
    const root = rootOf(wireFaults(host).find(({ id }) => id === `${host}.${kind}`)!);
    return { host, cells: [isOfTheWay(root.check) ? 'the way' : 'the first above it', ...outcome(root)] };
  });
  const alike = Map.groupBy(told, ({ cells }) => cells.join());
  return [...alike.values()].map((same, index) => {
    const [teller, ...said] = same[0]!.cells as [string, ...string[]];
    if (index === 0) return [`\`${kind}\``, does, teller, ...said];
    return ['', `at ${same.map(({ host }) => `\`${host}\``).join(', ')}`, teller, ...said];
  });
}
