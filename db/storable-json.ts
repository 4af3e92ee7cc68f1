/** How JSON writes a NUL, and half of a character. */
const UNSTORABLE = /\\u(0000|d[89a-f]..)/i;

/** A value as JSON that Postgres takes as `jsonb`: in all its strings and keys a NUL, and half of a character that was cut in two,
 * become U+FFFD. A provider may answer anything, and what cannot be stored would be probed for ever. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  // Nearly always there is nothing to mend, and looking at each value takes longer than all the rest.
  if (!UNSTORABLE.test(json)) return json;
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === 'string') return storable(item);
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([key, one]) => [storable(key), one]));
  });
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
