import type { Exchange } from '#activities/evidence.ts';

/** Why a model is not there to stay, or null where nothing says so. Google puts it into a model's name (ai.google.dev, model versions:
 * `-preview`, `-exp`), and Vertex also into the description, where the SDK leaves it out: it is read as it came over the wire. */
export function stageOf(id: string, exchanges: readonly Exchange[]): string | null {
  const described = exchanges.find(
    ({ url, status }) => status === 200 && new URL(url).pathname.endsWith(`/models/${id.split('/').at(-1)}`),
  );
  const [, launch] = /"launchStage": ?"(\w+)"/.exec(described?.bodyText ?? '') ?? [];
  if (launch && launch !== 'GA' && launch !== 'LAUNCH_STAGE_UNSPECIFIED') return launch;
  if (/"versionState": ?"VERSION_STATE_UNSTABLE"/.test(described?.bodyText ?? '')) return 'VERSION_STATE_UNSTABLE';
  const [, named] = /-(preview|exp|experimental)(?:-|$)/.exec(id) ?? [];
  return named ?? null;
}
