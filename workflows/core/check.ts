/** One line of the catalogue: a capability of a provider, as panel and command line know it. */
export interface CatalogueEntry {
  /** `scope[.provider].capability`; a promise: history hangs on it. */
  name: string;
  scope: string;
  provider: string | null;
  capability: string;
  /** A fact that should hold: "An event goes into Axiom". */
  title: string;
  /** Why it matters, in one sentence. */
  why: string;
  /** What a probe really does, side effects included, in one sentence. */
  does: string;
  /** Estimated cost of one probe in US dollars. */
  cost_usd: number;
  expensive: boolean;
  baseline: boolean;
  /** How often it should run by itself; null: on demand only. */
  cadence_ms: number | null;
  /** Names of the checks that must be well first. */
  requires: string[];
  configured: boolean;
  /** The variables to set where it is not configured. */
  missing: string[];
  /** The page about it, a path in this repository. */
  doc: string;
  /** The numbers it is judged by, by name. Left out where they come from the database, which does not keep them. */
  thresholds?: Record<string, number>;
}

/** What checks of one provider have in common: `gemini.vertex`, `axiom`. */
export function providerKey({ scope, provider }: Pick<CatalogueEntry, 'scope' | 'provider'>): string {
  return provider === null ? scope : `${scope}.${provider}`;
}
