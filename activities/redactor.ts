export interface Redactor {
  /** One more value that must not be found from now on. */
  add(secret: string): void;
  text(text: string): string;
  /** The same structure with every string in it, keys included, redacted. */
  json<T>(value: T): T;
  bytes(bytes: Uint8Array): Uint8Array;
}

const MARK = '[redacted]';
/** Shorter values would blot out ordinary words. */
const SHORTEST = 6;

/** Removes secrets in the forms in which they come back from the world: as they are, URL-encoded, as base64 at any alignment,
 * JSON-escaped; of a PEM key each line counts too. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = new Set<string>();
  let longestFirst: string[] = [];
  const add = (secret: string): void => {
    for (const part of [secret, ...pemLines(secret)]) {
      if (part.length < SHORTEST) continue;
      for (const form of formsOf(part)) forms.add(form);
    }
    longestFirst = [...forms].sort((a, b) => b.length - a.length);
  };
  secrets.forEach(add);
  const text = (value: string): string =>
    longestFirst.reduce((clean, form) => (clean.includes(form) ? clean.replaceAll(form, MARK) : clean), value);
  const json = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(json);
    if (value instanceof Date || value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), json(item)]));
  };
  return {
    add,
    text,
    json: json as Redactor['json'],
    bytes(bytes) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return longestFirst.some((form) => buffer.includes(form)) ? Buffer.from(text(buffer.toString('latin1')), 'latin1') : bytes;
    },
  };
}

function formsOf(secret: string): string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const encoded = encodeURIComponent(secret);
  return [
    secret,
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    encoded,
    encoded.replaceAll('%20', '+'),
    encoded.toLowerCase(),
    ...[secret, escaped].flatMap(base64Cores),
  ].filter((form) => form.length >= SHORTEST);
}

/** What base64 of any text holding the secret must contain, for each of the three alignments; in both alphabets. */
function base64Cores(secret: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
      .toString('base64')
      .replace(/=+$/, '');
    const bits = (offset + Buffer.byteLength(secret)) * 8;
    const core = whole.slice(Math.ceil((offset * 8) / 6), Math.floor(bits / 6));
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function pemLines(secret: string): string[] {
  return secret.includes('-----BEGIN') ? secret.split(/\\n|\r?\n/).filter((line) => line.length >= 32 && !line.startsWith('-----')) : [];
}
