import { z } from 'zod';
import type { CredentialTold } from '#workflows/core/beside-finding.ts';

/** What may be done, by what it is done with: `{ ingest: ['create'] }`. */
const rightsSchema = z.record(z.string(), z.array(z.string()));
/** Axiom's OpenAPI document v2, `APIToken`; null for one that never expires. */
const tokensSchema = z.array(
  z.object({
    expiresAt: z.string().nullish(),
    datasetCapabilities: z.record(z.string(), rightsSchema).nullish(),
    orgCapabilities: rightsSchema.nullish(),
  }),
);
type Token = z.infer<typeof tokensSchema>[number];

/** What a list of the organisation's tokens tells of ours. Axiom names no token's value in it; but ours has read the list, and where one
 * token alone has the right to, that is ours. Null where several have it, or where there is no such list. */
export function ownToken(list: unknown): Pick<Required<CredentialTold>, 'may' | 'expires_at'> | null {
  const able = (tokensSchema.safeParse(list).data ?? []).filter(({ orgCapabilities }) => orgCapabilities?.['apiTokens']?.includes('read'));
  const [own] = able;
  return own && able.length === 1 ? { may: rightsOf(own), expires_at: endOf(own) } : null;
}

function rightsOf({ datasetCapabilities, orgCapabilities }: Token): string[] {
  const datasets = Object.entries(datasetCapabilities ?? {}).flatMap(([dataset, rights]) =>
    Object.entries(rights).map(([what, actions]) => ofDataset(what, actions, dataset)),
  );
  const org = Object.entries(orgCapabilities ?? {}).map(([what, actions]) => `${actions.join(', ')} ${inWords(what)}`);
  return [...datasets, ...org];
}

function ofDataset(what: string, actions: string[], dataset: string): string {
  if (what === 'ingest') return `ingest into ${dataset}`;
  return what === 'query' ? `query ${dataset}` : `${actions.join(', ')} ${inWords(what)} of ${dataset}`;
}

function endOf({ expiresAt }: Token): string | null {
  if (expiresAt === null) return 'never';
  const at = Date.parse(expiresAt ?? '');
  // Go writes "no time" as the first day of the year 1.
  return at > 0 ? new Date(at).toISOString() : null;
}

/** `apiTokens` as people write it. */
const inWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^api /, 'API ');
