import type { Exchange } from '#activities/evidence.ts';
import type { AxiomSettings } from '#activities/settings.ts';
import { ONLY_TEXT_TELLS } from '#activities/judging/only-text-tells.ts';
import type { Refusal } from './refusals.ts';

/** Where the address without an edge sends events (Axiom's page "Edge deployments"). */
const CENTRAL = 'cloud.us-east-1.aws';
/** The former European instance is a world of its own, without edges. */
const FORMER_EU = 'api.eu.axiom.co';

/** The address of an edge deployment: what Axiom says of it, else what its documents derive from the name. */
function edgeAddressOf(deployment: string, told?: string | null): string {
  return (told ?? `https://${deployment.replace(/^cloud\./, '')}.edge.axiom.co`).replace(/\/+$/, '');
}

/** True where the settings send events to another deployment than the dataset's. Of an address that is not Axiom's own (a proxy, a
 * test server) nothing is known. */
export function isElsewhere({ url, edgeUrl }: AxiomSettings, deployment: string, told?: string | null): boolean {
  if (!edgeUrl) return new URL(url).host !== FORMER_EU && deployment.toLowerCase() !== CENTRAL;
  const { host } = new URL(edgeUrl);
  return host.endsWith('.axiom.co') && host !== new URL(edgeAddressOf(deployment, told)).host;
}

/** The steps that send events where the dataset is. */
export function edgeSteps({ dataset, edgeUrl }: AxiomSettings, deployment: string, told?: string | null): string[] {
  const isCentral = deployment.toLowerCase() === CENTRAL;
  return [
    isCentral && edgeUrl
      ? `Remove AXIOM_EDGE_URL, now ${edgeUrl}, or set it to ${edgeAddressOf(deployment, told)}; restart the worker.`
      : `Set AXIOM_EDGE_URL to ${edgeAddressOf(deployment, told)}${edgeUrl ? `, now ${edgeUrl}` : ''}; restart the worker.`,
    'Give your product the same address: it sends its events to the same place.',
    `If ${dataset} is in the wrong place, make a new one: a dataset can’t be moved.`,
  ];
}

/** A 400 that names two deployments: the dataset's and the one that was asked. Axiom gives it no code of its own. */
export function regionRefusal({ bodyText }: Exchange, settings: AxiomSettings): Refusal | null {
  const [home, asked] = [...new Set(bodyText?.match(new RegExp(ONLY_TEXT_TELLS['axiom.two_deployments'].words, 'g')))];
  if (!home || !asked) return null;
  return {
    failureClass: 'region',
    rung: 'function',
    summary: `The dataset ${settings.dataset} lives in ${home}, but ${asked} was asked.`,
    hint: { id: 'REGION', title: 'The dataset lives in another edge deployment', steps: edgeSteps(settings, home) },
  };
}
