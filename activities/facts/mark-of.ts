import { createHash, createPublicKey } from 'node:crypto';
import type { CredentialLight } from '#workflows/core/beside-finding.ts';
import type { TargetVariable } from '#activities/settings.ts';

/** By what people tell one credential from another, on the provider's page and here. */
export type Mark = Pick<CredentialLight, 'identity' | 'last_four' | 'fingerprint'>;

/** A secret this short has no end to spare; an id is no secret. */
const SHORTEST = { secret: 16, id: 8 };

const MARKS: Record<string, (value: string) => Mark> = {
  GOOGLE_SERVICE_ACCOUNT_JSON: ofServiceAccount,
  GOOGLE_APPLICATION_CREDENTIALS: ofServiceAccount,
  GITHUB_APP_PRIVATE_KEY: ofAppKey,
  SPACES_ACCESS_KEY_ID: (value) => ofText(value, SHORTEST.id),
  // The panel lists access key ids; the end of their secrets stands nowhere but here.
  SPACES_SECRET_ACCESS_KEY: (value) => ({ identity: null, last_four: null, fingerprint: hexOf(value) }),
};

/** The mark of a credential; null for a variable that may be shown as it is. */
export function markOf({ name, value, secret }: TargetVariable): Mark | null {
  if (!secret && name !== 'SPACES_ACCESS_KEY_ID') return null;
  return (MARKS[name] ?? ofText)(value);
}

/** Its end says nothing where it has several lines. */
function ofText(value: string, shortest: number = SHORTEST.secret): Mark {
  const hasEnd = !/\n/.test(value.trim()) && value.length >= shortest;
  return { identity: null, last_four: hasEnd ? value.slice(-4) : null, fingerprint: hexOf(value) };
}

/** The Cloud console lists an account's keys by their ids. Of credentials that are no key the type says whose they are. */
function ofServiceAccount(text: string): Mark {
  try {
    const { client_email: email, private_key_id: id, type } = JSON.parse(text) as Record<string, unknown>;
    return {
      identity: [email, type].find((one) => typeof one === 'string') ?? null,
      last_four: typeof id === 'string' && id.length >= SHORTEST.id ? id.slice(-4) : null,
      fingerprint: hexOf(text),
    };
  } catch {
    return { identity: null, last_four: null, fingerprint: hexOf(text) };
  }
}

/** As GitHub's page shows it, and `openssl rsa -in KEY -pubout -outform DER | openssl sha256 -binary | openssl base64`. */
function ofAppKey(pem: string): Mark {
  try {
    const publicKey = createPublicKey(pem.replaceAll('\\n', '\n')).export({ type: 'spki', format: 'der' });
    return { identity: null, last_four: null, fingerprint: `SHA256:${createHash('sha256').update(publicKey).digest('base64')}` };
  } catch {
    return ofText(pem);
  }
}

const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
