import { importSPKI, jwtVerify } from 'jose';

/** GitHub's own messages; the SDK reads three of them to find out that a clock is off. */
const UNDECODABLE = 'A JSON web token could not be decoded';
const EXPIRED = "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
const FROM_THE_FUTURE = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
const TOO_LONG = "'Expiration time' claim ('exp') is too far in the future";
const LONGEST_S = 600;

interface Verifying {
  publicKey: string;
  /** GitHub's own time, in seconds. */
  now: number;
  /** True refuses every JWT for its times. */
  refuseTimes: boolean;
}

/** Verifies an App's JWT as GitHub does: RS256 with the App's public key, `iat` not in the future, `exp` at most ten minutes
 * ahead. Gives the App it was issued by, or the message of the refusal. */
export async function verifyAppJwt(
  jwt: string,
  { publicKey, now, refuseTimes }: Verifying,
): Promise<{ issuer: string } | { refusal: string }> {
  let claims: { iss?: unknown; iat?: unknown; exp?: unknown };
  try {
    const key = await importSPKI(publicKey, 'RS256');
    // The signature alone is judged here: the times have messages of their own below.
    claims = (await jwtVerify(jwt, key, { algorithms: ['RS256'], currentDate: new Date(0), clockTolerance: 1e12 })).payload;
  } catch {
    return { refusal: UNDECODABLE };
  }
  const { iss, iat, exp } = claims;
  if (typeof exp !== 'number' || exp <= now || refuseTimes) return { refusal: EXPIRED };
  if (typeof iat !== 'number' || iat > now) return { refusal: FROM_THE_FUTURE };
  if (exp - now > LONGEST_S) return { refusal: TOO_LONG };
  return { issuer: String(iss) };
}
