import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';

/** True where a check of Vertex ended before the model was asked: with the making of its token. */
export function isAboutToken(evidence: Evidence<unknown>, { settings }: JudgeContext<'vertex'>): boolean {
  const last = evidence.exchanges.at(-1);
  if (evidence.answer !== null) return false;
  return last ? last.url === new URL(settings.tokenUrl).href : settings.project !== '' || settings.account?.problem != null;
}
