import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { RungName } from '#workflows/core/finding.ts';
import type { Exchange } from '#activities/evidence.ts';
import type { AxiomSettings } from '#activities/settings.ts';
import { limitRefusal } from './limits.ts';
import { regionRefusal } from './edge.ts';

/** What was asked of Axiom: as a verb, and the right of a token that it takes, as Axiom's settings name it. */
export interface Asked {
  action: string;
  right: string;
}

export interface Refusal {
  failureClass: PatientClass;
  rung: RungName;
  summary: string;
  hint: { id: string; title: string; steps: string[] };
}

/** What Axiom's own refusals mean (its OpenAPI documents: 401, 403, 404; its page "API limits": 429). Null: not one that is known. */
export function refusalOf(exchange: Exchange, settings: AxiomSettings, asked: Asked): Refusal | null {
  if (exchange.status === 400) return regionRefusal(exchange, settings);
  if (exchange.status === 401) return unknownToken(settings);
  if (exchange.status === 403) return forbidden(settings, asked);
  if (exchange.status === 404) return missing(settings);
  return exchange.status === 429 ? limitRefusal(exchange.headers) : null;
}

function unknownToken(settings: AxiomSettings): Refusal {
  return {
    failureClass: 'auth',
    rung: 'auth',
    summary: `Axiom refuses the token …${settings.token.slice(-4)}.`,
    hint: {
      id: 'AX_TOKEN',
      title: 'Axiom does not know this token',
      steps: [
        `In Axiom, open Settings → API tokens and look for the one that ends in ${settings.token.slice(-4)}: was it deleted or regenerated, or has it expired?`,
        `Make a new one that may ingest into and query ${settings.dataset}, put it into AXIOM_TOKEN and restart the worker.`,
        ...otherInstance(settings),
      ],
    },
  };
}

function forbidden(settings: AxiomSettings, { action, right }: Asked): Refusal {
  return {
    failureClass: 'permission',
    rung: 'permission',
    summary: `Axiom does not let the token …${settings.token.slice(-4)} ${action}.`,
    hint: {
      id: 'AX_403',
      title: 'The token lacks a permission',
      steps: [
        `In Axiom, open Settings → API tokens: the token that ends in ${settings.token.slice(-4)} needs ${right}. If it is not in the list, it was deleted: Axiom may answer 403 to that too.`,
        'A token’s rights can’t be changed later: make a new one with it, put it into AXIOM_TOKEN and restart the worker.',
        ...otherInstance(settings),
      ],
    },
  };
}

function missing(settings: AxiomSettings): Refusal {
  return {
    failureClass: 'not_found',
    rung: 'function',
    summary: `There is no dataset ${settings.dataset} where this token looks.`,
    hint: {
      id: 'AX_404',
      title: 'The dataset is missing',
      steps: [
        `Look at AXIOM_DATASET: is ${settings.dataset} spelled right?`,
        'In Axiom, open Settings → Datasets and views: does it exist, in the organisation of this token? Else make it.',
        settings.edgeUrl
          ? `Look at its edge deployment there: AXIOM_EDGE_URL, now ${settings.edgeUrl}, must be that deployment’s address.`
          : 'If it lives in another edge deployment than US East 1, set AXIOM_EDGE_URL to that deployment’s address.',
      ],
    },
  };
}

/** Why a token that is right may be refused: it belongs to somewhere else. */
function otherInstance({ token, orgId, url }: AxiomSettings): string[] {
  if (token.startsWith('xapt-') && !orgId) return ['It is a personal token: these need the organisation’s id in AXIOM_ORG_ID.'];
  return [`If the token is right, look at AXIOM_URL, now ${url}: an organisation on app.eu.axiom.co needs https://api.eu.axiom.co.`];
}
