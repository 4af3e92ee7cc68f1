import { closest, distance } from 'fastest-levenshtein';
import type { CatalogueEntry } from '#workflows/core/check.ts';
import type { Selection } from '#workflows/core/run.ts';
import { UsageError, type ProbeOptions } from './options.ts';

/** The selection that the options ask for, with every name proved against the catalogue.
 * @throws UsageError that names the nearest right one. */
export function selectChecks(options: ProbeOptions, catalogue: readonly CatalogueEntry[]): Selection {
  const scopes = unique(catalogue.map(({ scope }) => scope));
  for (const scope of options.scope) assertKnown('scope', scope, scopes);
  const within = catalogue.filter(({ scope }) => options.scope.length === 0 || options.scope.includes(scope));
  const providers = unique(within.flatMap(({ provider }) => provider ?? []));
  if (options.provider !== null) {
    if (providers.length === 0)
      throw new UsageError(
        `${inWords(options.scope)} ${options.scope.length > 1 ? 'have' : 'has'} one provider only: leave --provider out.`,
      );
    assertKnown('provider', options.provider, providers);
    const without = options.scope.filter((scope) => !within.some((entry) => entry.scope === scope && entry.provider === options.provider));
    if (without.length > 0)
      throw new UsageError(`--provider ${options.provider} leaves nothing of ${without.join(', ')}: drop it from --scope, or ask twice.`);
  }
  for (const check of options.check)
    assertKnown(
      'check',
      check,
      catalogue.map(({ name }) => name),
    );
  const selection: Selection = {
    scopes: options.scope,
    provider: options.provider,
    checks: options.check,
    baseline: options.baseline,
    failing: options.failing,
    expensive: options.expensive,
  };
  const outside = options.check.filter(
    (name) => !within.some((entry) => entry.name === name && (options.provider === null || entry.provider === options.provider)),
  );
  if (outside.length > 0) throw new UsageError(`${outside.join(', ')} is not among what --scope and --provider leave: drop one of them.`);
  return selection;
}

function assertKnown(kind: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const nearest = closest(name, [...known]);
  const likely = distance(name, nearest) <= Math.max(3, name.length / 2);
  throw new UsageError(`There is no ${kind} named ${name}. ${likely ? `Did you mean ${nearest}?` : `There are: ${known.join(', ')}.`}`);
}

const inWords = (names: readonly string[]): string => new Intl.ListFormat('en').format(names);

const unique = (names: readonly string[]): string[] => [...new Set(names)];
