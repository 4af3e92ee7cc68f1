import type { Fault } from './provider.ts';
import { WIRE_FAULTS } from './wire-faults.ts';

/** What the hosts are called in front of people. */
const HOSTS: Record<string, string> = {
  'ai-studio': 'AI Studio',
  vertex: 'Vertex',
  'google-token': 'Google’s token service',
  github: 'GitHub',
  axiom: 'Axiom',
  spaces: 'Spaces',
  'spaces-cdn': 'The CDN of Spaces',
  egress: 'This machine',
  'reference-a': 'The first reference host',
  'reference-b': 'The second reference host',
};

/** The ones that a newcomer is offered first, as one would tell a colleague; the rest have their id in words. */
export const FEATURED: Record<string, string> = {
  'spaces.bytes_corrupted': 'Spaces hands back one wrong byte',
  'axiom.token_may_not_ingest': 'Axiom takes away our right to ingest',
  'vertex.truncated': 'Vertex stops talking halfway',
  'github.suspended': 'GitHub suspends the app',
  'ai-studio.cert_expired': 'AI Studio’s certificate expires',
};

const SAID: Record<string, string> = {
  ...FEATURED,
  'axiom.token_revoked': 'Axiom refuses the token',
  'ai-studio.key_invalid': 'AI Studio refuses the key',
  'ai-studio.key_leaked': 'AI Studio locks a leaked key',
  'ai-studio.credits_gone': 'AI Studio wants to be paid',
  'vertex.billing_disabled': 'Vertex has nobody to bill',
  'google-token.key_deleted': 'Google deletes the service account’s key',
  'github.uninstalled': 'Somebody uninstalls the GitHub app',
  'github.key_rejected': 'GitHub refuses the app’s key',
  'spaces.storage_full': 'Spaces is full',
  'spaces.private_open': 'Spaces gives private files to everybody',
  'egress.cut': 'This machine loses its way out',
};

const WORDS: Record<string, string> = { json: 'JSON', cors: 'CORS', etag: 'ETag', graphql: 'GraphQL' };

/** What a fault is called: “Axiom refuses the token”, “GitHub: token short”, “Vertex: the certificate expired yesterday”. */
export function faultTitle({ id, does }: Pick<Fault, 'id' | 'does'>): string {
  const [host, kind] = id.split('.') as [string, string];
  return SAID[id] ?? `${HOSTS[host] ?? host}: ${kind in WIRE_FAULTS ? withinSentence(does) : inWords(kind)}`;
}

function withinSentence(does: string): string {
  const bare = does.replace(/\.$/, '');
  return /^[A-Z]([a-z]| )/.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare;
}

function inWords(kind: string): string {
  return kind
    .split('_')
    .map((word) => WORDS[word] ?? word)
    .join(' ');
}
