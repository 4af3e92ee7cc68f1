import { randomBytes } from 'node:crypto';
import { errors, importSPKI, jwtVerify, type JWTPayload } from 'jose';
import type { SandboxHost, SandboxSecrets, SandboxWorld } from '#scripts/sandbox/provider.ts';
import { sendJson } from './answers.ts';
import { echoOf } from './errors.ts';
import { keyCertificate, keyIdOf } from './key-certificate.ts';

const AUDIENCE = 'https://oauth2.googleapis.com/token';
const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const LIFE_SECONDS = 3600;
const SKEW_SECONDS = 60;
const DAY_MS = 86_400_000;

/** An OAuth error (RFC 6749, 5.2). */
interface Refusal {
  error: string;
  error_description: string;
}
const grant = (error_description: string): Refusal => ({ error: 'invalid_grant', error_description });

const GONE = grant('Invalid grant: account not found');
const SIGNATURE = grant('Invalid JWT Signature.');
const TIMES = grant(
  'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
);

/** A person’s login, as gcloud keeps it. */
export const PERSON = {
  type: 'authorized_user',
  client_id: 'greenlight.apps.googleusercontent.com',
  client_secret: 'GOCSPX-sandbox',
  refresh_token: '1//sandbox-person',
};

/** oauth2.googleapis.com: exchanges an assertion, or a person’s refresh token, for an access token, which `tokens` then knows with its end
 * in milliseconds. And, as on www.googleapis.com, the certificates of the account's keys. */
export function tokenServiceHost(world: SandboxWorld, tokens: Map<string, number>): SandboxHost {
  return {
    name: 'google-token',
    async handle(request, response) {
      if (request.method === 'GET' && decodeURIComponent(request.url.pathname) === certificatesPath(world.secrets))
        return sendJson(response, 200, certificates(world));
      if (request.method !== 'POST' || request.url.pathname !== '/token') return sendJson(response, 404, { error: 'not_found' });
      const form = new URLSearchParams(request.body.toString());
      // Whose clock is off sees it in every answer.
      if (world.isBroken('google-token.clock')) response.setHeader('date', new Date(world.now().getTime() + 600_000).toUTCString());
      const refusal = brokenOnPurpose(world) ?? (await refusalOf(form, world));
      if (refusal) return sendJson(response, 400, refusal);
      const token = `ya29.${randomBytes(24).toString('base64url')}`;
      const now = world.now().getTime();
      for (const [old, end] of tokens) if (end < now) tokens.delete(old);
      tokens.set(token, now + LIFE_SECONDS * 1000);
      return sendJson(response, 200, { access_token: token, expires_in: LIFE_SECONDS - 1, token_type: 'Bearer' });
    },
  };
}

/** Where the account's certificates are published: `client_x509_cert_url` of its key. */
export function certificatesPath({ googleClientEmail }: Pick<SandboxSecrets, 'googleClientEmail'>): string {
  return `/robot/v1/metadata/x509/${googleClientEmail}`;
}

/** By the keys' ids. A key that never ends is written so. */
function certificates(world: SandboxWorld): Record<string, string> {
  const { googlePrivateKey, googlePublicKey } = world.secrets;
  const now = world.now().getTime();
  const until = world.isBroken('google-token.key_expiring') ? new Date(now + 5.5 * DAY_MS) : new Date('9999-12-31T23:59:59Z');
  return { [keyIdOf(googlePublicKey)]: keyCertificate(googlePrivateKey, { from: new Date(now - 30 * DAY_MS), until }) };
}

function brokenOnPurpose(world: SandboxWorld): Refusal | null {
  const isBroken = (kind: string): boolean => world.isBroken(`google-token.${kind}`);
  if (isBroken('echoes_secret')) return grant(`Invalid JWT Signature. ${echoOf(world.secrets.googlePrivateKey)}`);
  if (isBroken('key_deleted')) return SIGNATURE;
  if (isBroken('account_missing')) return GONE;
  return isBroken('clock') ? TIMES : null;
}

/** Null where the assertion holds (RFC 7523): signed by the account's key, for this service, this hour and Google Cloud. */
async function refusalOf(form: URLSearchParams, { secrets, now }: SandboxWorld): Promise<Refusal | null> {
  if (form.get('grant_type') === 'refresh_token') {
    const { client_id, client_secret, refresh_token } = PERSON;
    const isKnown =
      [client_id, client_secret, refresh_token].join() ===
      ['client_id', 'client_secret', 'refresh_token'].map((name) => form.get(name)).join();
    return isKnown ? null : grant('Token has been expired or revoked.');
  }
  if (form.get('grant_type') !== GRANT)
    return { error: 'unsupported_grant_type', error_description: `Invalid grant_type: ${form.get('grant_type')}` };
  const key = await importSPKI(secrets.googlePublicKey, 'RS256');
  let claims: JWTPayload;
  try {
    ({ payload: claims } = await jwtVerify(form.get('assertion') ?? '', key, {
      algorithms: ['RS256'],
      clockTolerance: SKEW_SECONDS,
      currentDate: now(),
    }));
  } catch (error) {
    return error instanceof errors.JWTExpired ? TIMES : SIGNATURE;
  }
  const { iat = NaN, exp = NaN } = claims;
  if (claims.aud !== AUDIENCE) return grant(`Invalid JWT: Failed audience check. The right audience is ${AUDIENCE}`);
  if (claims.iss !== secrets.googleClientEmail) return GONE;
  if (!(exp - iat <= LIFE_SECONDS) || iat > now().getTime() / 1000 + SKEW_SECONDS) return TIMES;
  if (
    !String(claims['scope'] ?? '')
      .split(' ')
      .includes(CLOUD_PLATFORM)
  )
    return { error: 'invalid_scope', error_description: 'Invalid OAuth scope or ID token audience provided.' };
  return null;
}
