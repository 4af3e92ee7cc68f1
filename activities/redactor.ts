export interface Redactor {
  /** One more value that must not be found from now on. */
  add(secret: string): void;
  text(text: string): string;
  /** The beginning of a text, at most `length` characters, with nothing left of a secret that lies across the cut. */
  head(text: string, length: number): string;
  /** A text that was cut before a secret in it was known, without what may be that secret's beginning at its end. */
  tail(text: string): string;
  /** How many characters the longest form of a secret has. */
  longest(): number;
  /** The same structure with every string in it, keys included, redacted. */
  json<T>(value: T): T;
  bytes(bytes: Uint8Array): Uint8Array;
}

const MARK = '[redacted]';
/** Shorter values would blot out ordinary words. */
const SHORTEST = 6;

/** Removes secrets in the forms in which they come back from the world: as they are, URL-encoded, as base64 at any alignment,
 * JSON-escaped as any of the usual libraries do it, in HTML; of a PEM key each line counts too. */
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
  const text = (value: string): string => {
    const spans = longestFirst.flatMap((form) => spansOf(form, value));
    return spans.length === 0 ? value : withoutSpans(value, spans);
  };
  const json = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(json);
    if (value === null || typeof value !== 'object' || value instanceof Date || ArrayBuffer.isView(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), json(item)]));
  };
  const longest = (): number => longestFirst[0]?.length ?? 0;
  return {
    add,
    text,
    head(value, length) {
      // A secret that begins before the cut ends within this; what may be the head of another goes with the last characters.
      const wide = value.slice(0, length + longest());
      const clean = text(wide);
      const whole = wide.length === value.length;
      return clean.slice(0, whole ? length : Math.min(length, Math.max(0, clean.length - longest())));
    },
    tail: (value) => longestFirst.reduce(withoutHead, value),
    longest,
    json: json as Redactor['json'],
    bytes(bytes) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return longestFirst.some((form) => buffer.includes(form)) ? Buffer.from(text(buffer.toString('latin1')), 'latin1') : bytes;
    },
  };
}

function spansOf(form: string, text: string): [number, number][] {
  const spans: [number, number][] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) spans.push([at, at + form.length]);
  return spans;
}

/** Spans that share characters become one mark: a short secret must not leave the rest of a long one. */
function withoutSpans(text: string, spans: [start: number, end: number][]): string {
  let clean = '';
  let done = 0;
  for (const [start, end] of spans.sort(([a], [b]) => a - b)) {
    if (start >= done) clean += `${text.slice(done, start)}${MARK}`;
    done = Math.max(done, end);
  }
  return clean + text.slice(done);
}

/** Without what the text ends with, where that is how the form begins. */
function withoutHead(text: string, form: string): string {
  const head = form.slice(0, SHORTEST);
  let at = text.indexOf(head, Math.max(0, text.length - form.length + 1));
  while (at >= 0 && !form.startsWith(text.slice(at))) at = text.indexOf(head, at + 1);
  return at >= 0 ? text.slice(0, at) + MARK : text;
}

function formsOf(secret: string): string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    ...jsonForms(escaped),
    JSON.stringify(escaped).slice(1, -1),
    ...urlForms(secret),
    ...htmlForms(secret),
    ...[secret, escaped].flatMap(base64Cores),
  ].filter((form) => form.length >= SHORTEST);
}

/** What JSON writers escape beyond what they must: PHP the slash, Go and Java what HTML could misread, Python nothing of ASCII; the
 * careful all that is no letter or digit. */
function jsonForms(escaped: string): string[] {
  const beyond = [/\//g, /[<>&]/g, /[<>&'=]/g, /[<>&'"+/=]/g, /[^A-Za-z0-9\\]/g];
  const hex = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const coded = beyond.flatMap((set) => {
    const lower = escaped.replace(set, hex);
    return [lower, lower.replace(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`)];
  });
  return [escaped, escaped.replaceAll('/', '\\/'), ...coded];
}

/** The ways of encodeURIComponent, of RFC 3986 to the letter, and of a form; each with its hex digits small and large. */
function urlForms(secret: string): string[] {
  const encoded = encodeURIComponent(secret.toWellFormed());
  const strict = encoded.replace(/[!'()*~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  return [encoded, strict, encoded.replaceAll('%20', '+'), form].flatMap((one) => [
    one,
    one.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  ]);
}

function htmlForms(secret: string): string[] {
  const quotes = (double: string, single: string): string =>
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', double).replaceAll("'", single);
  return [quotes('"', "'"), quotes('&quot;', "'"), quotes('&quot;', '&#39;'), quotes('&quot;', '&#x27;'), quotes('&#34;', '&#39;')];
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
