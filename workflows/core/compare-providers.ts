/** What a probe measured of an answer, by its name as people read it: tokens, bytes, width … */
export type Measures = Record<string, number>;

/** One provider's side of a comparison. */
export interface ComparedProvider {
  provider: string;
  check_name: string;
  status: 'ok' | 'warn' | 'fail';
  duration_ms: number;
  cost_usd: number;
  measures: Measures;
  /** Files it produced: paths below the storage folder, and their addresses on the panel. */
  output_paths: string[];
  artifact_urls: string[];
}

/** The same capability of the same scope, asked of several providers in one run. */
export interface Comparison {
  scope: string;
  capability: string;
  providers: ComparedProvider[];
}

interface Compared {
  check_name: string;
  scope: string;
  provider: string | null;
  capability: string;
  status: string;
  duration_ms: number;
  cost_usd: number;
  metadata: Record<string, unknown>;
  output_paths: string[];
  artifact_urls: string[];
}

/** Puts side by side what several providers of one scope were asked alike in a run and had a verdict for; in the probes' order. The way
 * to a provider is no capability of it. */
export function compareProviders(probes: readonly Compared[]): Comparison[] {
  const judged = probes.filter(
    ({ provider, capability, status }) => provider !== null && capability !== 'network' && ['ok', 'warn', 'fail'].includes(status),
  );
  const alike = Map.groupBy(judged, ({ scope, capability }) => `${scope} ${capability}`);
  return [...alike.values()]
    .filter((some) => some.length > 1)
    .map((some) => ({ scope: some[0]!.scope, capability: some[0]!.capability, providers: some.map(sideOf) }));
}

function sideOf({
  provider,
  check_name,
  status,
  duration_ms,
  cost_usd,
  metadata,
  output_paths,
  artifact_urls,
}: Compared): ComparedProvider {
  const measures = (metadata['measures'] as Measures | undefined) ?? {};
  const judged = status as ComparedProvider['status'];
  return { provider: provider!, check_name, status: judged, duration_ms, cost_usd, measures, output_paths, artifact_urls };
}
