/** A value as JSON that Postgres takes as `jsonb`: in all its strings and keys a NUL, and half of a character that was cut in two,
 * become U+FFFD. A provider may answer anything, and what cannot be stored would be probed for ever. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === 'string') return storable(item);
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([key, one]) => [storable(key), one]));
  });
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
