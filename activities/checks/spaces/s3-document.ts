/** The text of one element of an S3 error document; null where it is not there, or empty. */
export function elementOf(body: string | null, name: string): string | null {
  return new RegExp(`<${name}>([^<]+)</${name}>`).exec(body ?? '')?.[1] ?? null;
}
