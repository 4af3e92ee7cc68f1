import type { Evidence } from '#activities/evidence.ts';

/** True where a check of Vertex ended before the model was asked: with the making of its token. Who makes it, and where, is different
 * for each kind of credentials; what asks Vertex names a model of Google’s. */
export function isAboutToken({ answer, exchanges }: Evidence<unknown>): boolean {
  return answer === null && !exchanges.some(({ url }) => new URL(url).pathname.includes('/publishers/google/models'));
}
