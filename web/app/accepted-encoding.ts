/** What we can compress to, the better first. */
const KNOWN = ['br', 'gzip'] as const;
export type Encoding = (typeof KNOWN)[number];

/** What to compress an answer to, by what the asker's Accept-Encoding takes; null: not at all. */
export function acceptedEncoding(header: string | null | undefined): Encoding | null {
  const weights = new Map(
    (header ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return [name.trim(), weight === undefined ? 1 : Number(weight.trim().slice(2))];
    }),
  );
  const weightOf = (name: string): number => weights.get(name) ?? weights.get('*') ?? 0;
  // A sort keeps the order of equals.
  return KNOWN.filter((name) => weightOf(name) > 0).sort((a, b) => weightOf(b) - weightOf(a))[0] ?? null;
}
