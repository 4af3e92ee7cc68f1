import type { GoogleError } from './google-error.ts';
import type { Asked, Refusal, Row } from './refusals.ts';

/** By `ErrorInfo.reason` (google.api.ErrorReason; API_KEY_INVALID from gemini-cli issue 25198). */
export const BY_REASON: Record<string, Row> = {
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
  API_KEY_IP_ADDRESS_BLOCKED: keyElsewhere,
  API_KEY_HTTP_REFERRER_BLOCKED: keyElsewhere,
  CONSUMER_INVALID: noProject,
  USER_PROJECT_DENIED: noProject,
};

function keyElsewhere(_e: GoogleError, a: Asked): Refusal {
  return {
    failureClass: 'permission',
    rung: 'permission',
    summary: 'The key is known, but not allowed from this machine.',
    hint: {
      id: 'KEY_RESTRICTED',
      title: 'The key is restricted',
      steps: [
        'In the Cloud console, open Credentials → this key → Application restrictions.',
        'Allow the address of the worker’s machine; a key for websites cannot be used by a server.',
        `Or make another key for ${a.keyVariable}.`,
      ],
    },
  };
}

function noProject(_e: GoogleError, a: Asked): Refusal {
  return {
    failureClass: 'config',
    rung: 'permission',
    summary: `Google knows no project ${a.project ?? 'of this key'} that this credential may use.`,
    hint: {
      id: 'PROJECT',
      title: 'The project is wrong',
      steps: [
        'Look at GOOGLE_CLOUD_PROJECT: it takes the project’s id, not its name.',
        'Was the project deleted, or is it another account’s?',
      ],
    },
  };
}
