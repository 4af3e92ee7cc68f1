import type { Exchange } from '#activities/evidence.ts';
import { ONLY_TEXT_TELLS } from '#activities/judging/only-text-tells.ts';

/** Why a model is not there to stay, or null where nothing says so. Google puts it into a model's name (ai.google.dev, model versions:
 * `-preview`, `-exp`), and Vertex also into the description, where the SDK leaves it out: it is read as it came over the wire. */
export function stageOf(id: string, exchanges: readonly Exchange[]): string | null {
  const described = exchanges.find(
    ({ url, status }) => status === 200 && new URL(url).pathname.endsWith(`/models/${id.split('/').at(-1)}`),
  );
  const said = described?.bodyText ?? '';
  const launch = ONLY_TEXT_TELLS['vertex.launch_stage'].words.exec(said)?.[1];
  if (launch && launch !== 'GA' && launch !== 'LAUNCH_STAGE_UNSPECIFIED') return launch;
  if (ONLY_TEXT_TELLS['vertex.version_state'].words.test(said)) return 'VERSION_STATE_UNSTABLE';
  return ONLY_TEXT_TELLS['gemini.preview_name'].words.exec(id)?.[1] ?? null;
}
