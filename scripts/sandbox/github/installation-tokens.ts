import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';

export interface InstallationTokens {
  /** A new token that expires after `lifeMs`. */
  mint(lifeMs: number): Promise<{ token: string; expiresAt: Date }>;
  /** True for a token that lives, and was minted `forMs` ago at least. */
  knows(token: string, forMs?: number): boolean;
  /** Forgets a token; false where it is unknown, handed back already or expired. */
  revoke(token: string): boolean;
}

/** The tokens that are out. They have the stateless form that GitHub began to mint in 2026, `ghs_APPID_JWT`; `now` gives
 * GitHub's own time in milliseconds. */
export function createInstallationTokens(appId: string, now: () => number): InstallationTokens {
  const key = randomBytes(32);
  const expiries = new Map<string, number>();
  const births = new Map<string, number>();
  return {
    async mint(lifeMs) {
      for (const [token, expiry] of expiries) if (expiry <= now()) [expiries, births].forEach((all) => all.delete(token));
      // GitHub gives whole seconds.
      const expiry = Math.floor((now() + lifeMs) / 1000) * 1000;
      const jwt = await new SignJWT({ jti: randomBytes(16).toString('hex') })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setExpirationTime(expiry / 1000)
        .sign(key);
      const token = `ghs_${appId}_${jwt}`;
      expiries.set(token, expiry);
      births.set(token, now());
      return { token, expiresAt: new Date(expiry) };
    },
    knows: (token, forMs = 0) => (expiries.get(token) ?? 0) > now() && now() - births.get(token)! >= forMs,
    revoke(token) {
      const alive = (expiries.get(token) ?? 0) > now();
      return expiries.delete(token) && alive;
    },
  };
}
