import { createHash } from 'node:crypto';

/** What can be said of a list of vectors without keeping their numbers. */
export interface Compared {
  /** How many numbers each has. */
  lengths: number[];
  /** Each one's length in space, to four places; null where one of its numbers is none. */
  norms: (number | null)[];
  /** The cosine between the first and each of the others; null where there is none. */
  cosines: (number | null)[];
  sha256: string;
}

export function compareVectors(vectors: readonly (readonly number[])[]): Compared {
  const norms = vectors.map(normOf);
  const cosines = vectors.slice(1).map((vector, index) => {
    const norm = (norms[0] ?? 0) * (norms[index + 1] ?? 0);
    return vector.length === vectors[0]!.length && norm > 0 ? rounded(dot(vectors[0]!, vector) / norm) : null;
  });
  return {
    lengths: vectors.map(({ length }) => length),
    norms: norms.map((norm) => norm && rounded(norm)),
    cosines,
    sha256: createHash('sha256').update(JSON.stringify(vectors)).digest('hex'),
  };
}

/** JSON of protos writes NaN and the infinities as words. */
function normOf(vector: readonly unknown[]): number | null {
  return vector.every((value) => Number.isFinite(value)) ? Math.sqrt(dot(vector as number[], vector as number[])) : null;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
