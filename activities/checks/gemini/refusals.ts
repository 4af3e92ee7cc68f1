import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { RungName } from '#workflows/core/finding.ts';
import type { GoogleError } from './google-error.ts';

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
  keyVariable: string;
  modelVariable: string;
  model: string;
  project: string | null;
  location: string | null;
  email: string | null;
}

type Row = (error: GoogleError, asked: Asked) => Refusal;

/** By `ErrorInfo.reason` (google.rpc.ErrorReason; API_KEY_INVALID from gemini-cli issue 25198). */
const BY_REASON: Record<string, Row> = {
  API_KEY_INVALID: (_e, a) => ({
    failureClass: 'auth',
    rung: 'auth',
    summary: `${a.service} does not know this key.`,
    hint: {
      id: 'KEY_INVALID',
      title: 'The key is mistyped, deleted, or another project’s',
      steps: [
        'Open AI Studio → API keys: is the key still there?',
        `Make a new one and put it into ${a.keyVariable}, without spaces around it.`,
        'Restart the worker.',
      ],
    },
  }),
  API_KEY_SERVICE_BLOCKED: (_e, a) => ({
    failureClass: 'permission',
    rung: 'permission',
    summary: 'The key is known, but not allowed to use this API.',
    hint: {
      id: 'KEY_RESTRICTED',
      title: 'The key is restricted',
      steps: [
        'In the Cloud console, open Credentials → this key → API restrictions.',
        'Allow the Generative Language API.',
        `Or make another key for ${a.keyVariable}.`,
      ],
    },
  }),
  SERVICE_DISABLED: (e, a) => ({
    failureClass: 'permission',
    rung: 'permission',
    summary: `The API ${e.metadata['service'] ?? 'aiplatform.googleapis.com'} is not switched on in ${a.project ?? 'the project'}.`,
    hint: {
      id: 'SERVICE_DISABLED',
      title: 'Switch the API on',
      steps: [
        `Run: gcloud services enable ${e.metadata['service'] ?? 'aiplatform.googleapis.com'} --project ${a.project ?? 'PROJECT'}`,
        'Wait a few minutes, then run the check again.',
      ],
    },
  }),
  IAM_PERMISSION_DENIED: (e, a) => ({
    failureClass: 'permission',
    rung: 'permission',
    summary: `${a.email ?? 'The account'} may not ${e.metadata['permission'] ?? 'do this'} in ${a.project ?? 'the project'}.`,
    hint: {
      id: 'IAM',
      title: 'A role is missing',
      steps: [
        `Run: gcloud projects add-iam-policy-binding ${a.project ?? 'PROJECT'} --member serviceAccount:${a.email ?? 'EMAIL'} --role roles/aiplatform.user`,
        'Wait a minute, then run the check again.',
      ],
    },
  }),
  BILLING_DISABLED: (_e, a) => ({
    failureClass: 'billing',
    rung: 'permission',
    summary: `Billing is switched off in ${a.project ?? 'the project'}.`,
    hint: {
      id: 'BILLING',
      title: 'Attach a billing account',
      steps: [
        `In the Cloud console, open Billing for ${a.project ?? 'the project'} and link an account.`,
        'Wait a few minutes, then run the check again.',
      ],
    },
  }),
};

/** By HTTP status, where no reason tells (ai.google.dev, API errors). */
const BY_STATUS: Record<number, Row> = {
  400: (e, a) =>
    e.status === 'FAILED_PRECONDITION'
      ? {
          failureClass: 'billing',
          rung: 'permission',
          summary: 'The free tier is not offered where this machine is.',
          hint: {
            id: 'FREE_TIER_GEO',
            title: 'Enable billing',
            steps: ['In AI Studio, open Billing and set up a paid plan for the key’s project.'],
          },
        }
      : {
          failureClass: 'api_version',
          rung: 'function',
          summary: `${a.service} does not understand the request (HTTP 400 ${e.status}).`,
          hint: {
            id: 'API_VERSION',
            title: 'Request and API version do not fit',
            steps: [
              'Set GEMINI_API_VERSION=v1beta: v1 lacks some fields.',
              `Look at ${a.modelVariable}: does ${a.model} take such requests?`,
              'Read the answer: it stands in the probe’s metadata.',
            ],
          },
        },
  401: (_e, a) => ({
    failureClass: 'auth',
    rung: 'auth',
    summary: `${a.service} refuses the credential.`,
    hint: {
      id: 'CREDENTIAL',
      title: 'The credential is not accepted',
      steps: [`Make a new one and put it into ${a.keyVariable}.`, 'Restart the worker.'],
    },
  }),
  402: (_e, a) => ({
    failureClass: 'billing',
    rung: 'function',
    summary: `The prepaid balance of ${a.service} is empty.`,
    hint: { id: 'CREDITS', title: 'Top up the balance', steps: ['In AI Studio, open Billing and add credit.'] },
  }),
  403: (e, a) =>
    /leaked/i.test(e.message)
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
  404: (_e, a) =>
    a.location === null
      ? {
          failureClass: 'not_found',
          rung: 'function',
          summary: `There is no model ${a.model} for this key and API version.`,
          hint: {
            id: 'MODEL_404',
            title: 'The model is missing',
            steps: [
              `Look at ${a.modelVariable}: is ${a.model} spelled right, or was it retired?`,
              'AI Studio lists the models that exist today.',
              'Look at GEMINI_API_VERSION: some models are in v1beta only.',
            ],
          },
        }
      : {
          failureClass: 'region',
          rung: 'function',
          summary: `The model ${a.model} is not served in ${a.location}.`,
          hint: {
            id: 'REGION',
            title: 'Another region has it',
            steps: [
              'Set GOOGLE_CLOUD_LOCATION=global, or a region that the model’s page lists.',
              `Look at ${a.modelVariable}: is ${a.model} spelled right, or was it retired?`,
            ],
          },
        },
  429: (e, a) => {
    const wait = e.retryAfter === null ? null : `in ${Math.ceil(e.retryAfter)} s`;
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

/** The refusal that an error of Google's means; null where the transport's own judgement says it better. */
export function refusalOf(error: GoogleError, httpStatus: number, asked: Asked): Refusal | null {
  const row = (error.reason ? BY_REASON[error.reason] : undefined) ?? BY_STATUS[httpStatus];
  return row ? row(error, asked) : null;
}
