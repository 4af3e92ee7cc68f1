import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { RungName } from '#workflows/core/finding.ts';
import { ONLY_TEXT_TELLS } from '#activities/judging/only-text-tells.ts';
import type { GoogleError } from './google-error.ts';
import { BY_REASON } from './refusals-by-reason.ts';
import { refusedCredential } from './refused-credential.ts';

export interface Refusal {
  failureClass: PatientClass;
  rung: RungName;
  summary: string;
  hint: { id: string; title: string; steps: string[] };
}

/** Who is asked, as the hints name it. */
export interface Asked {
  /** "Gemini" or "Vertex". */
  service: string;
  addressVariable: string;
  keyVariable: string;
  modelVariable: string;
  /** Null where no model was asked. */
  model: string | null;
  project: string | null;
  location: string | null;
  email: string | null;
  /** Who asks, as `--member` of gcloud names them. */
  member: string;
  /** The step that says which models come near one that is missing; null where nobody looked. */
  nearest: string | null;
  answeredAt: Date;
}

export type Row = (error: GoogleError, asked: Asked) => Refusal;

/** By HTTP status, where no reason tells (ai.google.dev, API errors). */
const BY_STATUS: Record<number, Row> = {
  400: (e, a) => {
    if (e.status === 'FAILED_PRECONDITION' && a.location === null) return FREE_TIER;
    return e.badFields ? unknownField(e.badFields, a) : misunderstood(e, a);
  },
  401: (_e, a) => refusedCredential(a),
  402: (_e, a) => ({
    failureClass: 'billing',
    rung: 'function',
    summary: `The prepaid balance of ${a.service} is empty.`,
    hint: { id: 'CREDITS', title: 'Top up the balance', steps: ['In AI Studio, open Billing and add credit.'] },
  }),
  403: (e, a) =>
    ONLY_TEXT_TELLS['ai-studio.key_leaked'].words.test(e.message)
      ? {
          failureClass: 'auth',
          rung: 'auth',
          summary: 'Google has switched this key off: it was reported as leaked.',
          hint: {
            id: 'KEY_LEAKED',
            title: 'The key has leaked',
            steps: [
              `Make a new key, put it into ${a.keyVariable}, restart the worker.`,
              'Search your repositories and logs for the old one, and find out who read it.',
            ],
          },
        }
      : {
          failureClass: 'permission',
          rung: 'permission',
          summary: `${a.service} knows the credential but does not allow this (HTTP 403).`,
          hint: {
            id: 'FORBIDDEN',
            title: 'Something is not allowed',
            steps: [
              `Look at the restrictions of the credential in ${a.keyVariable}.`,
              'Read the answer: it stands in the probe’s metadata.',
            ],
          },
        },
  404: (_e, a) => {
    if (a.location !== null) return elsewhere(a, a.location);
    return a.model === null ? nothingThere(a) : noModel(a);
  },
  429: (e, a) => {
    if (e.quota?.value === '0') return noQuota(e.quota.id, a);
    const wait = e.retryAfter === null ? null : waitOf(e.retryAfter, a);
    return {
      failureClass: 'quota',
      rung: 'function',
      summary: `The quota ${e.quota ? `${e.quota.id} (${e.quota.value})` : `of ${a.service}`} is used up${wait ? `; again ${wait}` : ''}.`,
      hint: {
        id: 'QUOTA',
        title: 'The quota is used up',
        steps: [
          wait ? `Wait: Google says again ${wait}.` : 'Wait a minute, then run the check again.',
          'Find out what else uses the same key or project.',
          'Raise the tier in AI Studio, or ask for more in the Cloud console under Quotas.',
        ],
      },
    };
  },
};

/** Absolute too, for who reads it later. */
function waitOf(seconds: number, { answeredAt }: Asked): string {
  const until = new Date(answeredAt.getTime() + seconds * 1_000);
  return `in ${Math.ceil(seconds)} s, at ${until.toISOString().slice(11, 19)} UTC`;
}

/** The refusal that an error of Google's means; null where the transport's own judgement says it better. */
export function refusalOf(error: GoogleError, httpStatus: number, asked: Asked): Refusal | null {
  const row = (error.reason ? BY_REASON[error.reason] : undefined) ?? BY_STATUS[httpStatus];
  return row ? row(error, asked) : null;
}

/** Nothing was used up: there is none, and waiting helps nobody. */
function noQuota(id: string, a: Asked): Refusal {
  const model = a.model ?? 'this';
  return {
    failureClass: 'quota',
    rung: 'function',
    summary: `This tier of ${a.service} has no quota at all for ${model} (${id}: 0).`,
    hint: {
      id: a.modelVariable.endsWith('IMAGE_MODEL') ? 'IMG_QUOTA0' : 'QUOTA0',
      title: 'The tier does not include this model',
      steps: [
        a.location === null
          ? 'In AI Studio, open Billing and set up a paid plan for the key’s project.'
          : `In the Cloud console, open Quotas for ${a.project} and ask for more of ${id}.`,
        `Or put a model that the tier includes into ${a.modelVariable}.`,
        'Waiting and trying again do not help.',
      ],
    },
  };
}

const FREE_TIER: Refusal = {
  failureClass: 'billing',
  rung: 'permission',
  summary: 'The free tier is not offered where this machine is.',
  hint: {
    id: 'FREE_TIER_GEO',
    title: 'Enable billing',
    steps: ['In AI Studio, open Billing and set up a paid plan for the key’s project.'],
  },
};

/** Google's front end could not read the request; a model's own refusal names no fields. */
function unknownField(fields: string[], a: Asked): Refusal {
  return {
    failureClass: 'api_version',
    rung: 'function',
    summary: `${a.service} does not know a field of the request in this API version${fields.length > 0 ? ` (at ${fields.join(', ')})` : ''}.`,
    hint: {
      id: 'API_VERSION',
      title: 'Request and API version do not fit',
      steps: [
        a.location === null ? 'Set GEMINI_API_VERSION=v1beta: v1 lacks some fields.' : `Look at ${a.addressVariable}: is it Vertex itself?`,
        'Read which field it is: the answer stands in the probe’s metadata.',
      ],
    },
  };
}

const ANSWERS: Record<string, string> = { IMAGE_MODEL: 'pictures', EMBEDDING_MODEL: 'vectors' };

function misunderstood(e: GoogleError, a: Asked): Refusal {
  return {
    failureClass: 'config',
    rung: 'function',
    summary: `${a.service} cannot do what is asked with these settings (HTTP 400 ${e.status}).`,
    hint: {
      id: 'BAD_REQUEST',
      title: 'Model and request do not fit',
      steps: [
        `Look at ${a.modelVariable}: is it a model that answers in ${ANSWERS[a.modelVariable.replace(/^[A-Z]+_/, '')] ?? 'words'}?`,
        'Read the reason: the answer stands in the probe’s metadata.',
      ],
    },
  };
}

function nothingThere(a: Asked): Refusal {
  return {
    failureClass: 'not_found',
    rung: 'function',
    summary: `There is no list of models at the address of ${a.service}.`,
    hint: {
      id: 'ADDRESS',
      title: 'The address or the API version is wrong',
      steps: [`Look at ${a.addressVariable}: it must be the origin alone, without a path.`, 'Set GEMINI_API_VERSION=v1beta, or unset it.'],
    },
  };
}

function noModel(a: Asked): Refusal {
  return {
    failureClass: 'not_found',
    rung: 'function',
    summary: `There is no model ${a.model} for this key and API version.`,
    hint: {
      id: 'MODEL_404',
      title: 'The model is missing',
      steps: [
        a.nearest ?? `Look at ${a.modelVariable}: is ${a.model} spelled right, or was it retired?`,
        'If the name was right for months, Google has withdrawn the model: move the product to the new one too.',
        'Look at GEMINI_API_VERSION: some models are in v1beta only.',
      ],
    },
  };
}

function elsewhere(a: Asked, location: string): Refusal {
  return {
    failureClass: 'region',
    rung: 'function',
    summary: `The model ${a.model} is not served in ${location}.`,
    hint: {
      id: 'REGION',
      title: 'Another region has it',
      steps: [
        location === 'global'
          ? 'Some models are served in regions only: set GOOGLE_CLOUD_LOCATION to one that the model’s page lists.'
          : 'Set GOOGLE_CLOUD_LOCATION=global, or to a region that the model’s page lists.',
        `Look at ${a.modelVariable}: is ${a.model} spelled right, or was it retired?`,
      ],
    },
  };
}
