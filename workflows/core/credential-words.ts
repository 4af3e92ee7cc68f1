import type { CredentialLight } from './beside-finding.ts';

/** So many rights are named, the rest is counted. */
const MOST = 6;

/** What is known of a credential beside its name, in words: `from the variable, may ingest into logs, expires in 61 days (2026-03-03)`. */
export function credentialWords(light: CredentialLight): string {
  const { source, may, created_at, expires_at } = light;
  const known = [
    `from ${source === 'variable' ? 'the variable' : source}`,
    ...(may ? [`may ${mayWords(may)}`] : []),
    ...(created_at ? [`made ${created_at.slice(0, 10)}`] : []),
    ...(expires_at ? [expiryWords(light)] : []),
  ];
  return [known.join(', '), ...untold(light)].join('; ');
}

function mayWords(may: readonly string[]): string {
  const rest = may.length - MOST;
  const named = rest > 0 ? [...may.slice(0, MOST), `${rest} more`] : may;
  return [named.slice(0, -1).join(', '), named.at(-1) ?? 'nothing'].filter(Boolean).join(' and ');
}

function expiryWords({ expires_at: at, days_left: left }: CredentialLight): string {
  if (at === 'never') return 'never expires';
  const day = at!.slice(0, 10);
  if (left === null) return `expires ${day}`;
  return left < 0 ? `expired ${days(-left)} ago (${day})` : `expires in ${days(left)} (${day})`;
}

/** What the provider does not tell, said rather than left out. */
function untold({ may, expires_at }: CredentialLight): string[] {
  const lacks = [...(may ? [] : ['rights']), ...(expires_at ? [] : ['expiry'])];
  return lacks.length > 0 ? [`${lacks.join(' and ')} not told`] : [];
}

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;
