import type { GoogleError } from './google-error.ts';
import { refusedCredential } from './refused-credential.ts';
import type { Asked, Refusal, Row } from './refusals.ts';

/** By `ErrorInfo.reason` (google.api.ErrorReason; API_KEY_INVALID from gemini-cli issue 25198, also for standard keys at their end:
 * NousResearch/hermes-agent pull 114315). */
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
        'If it begins with AIza it is a standard key, and Google is putting an end to those.',
        `Make a new one and put it into ${a.keyVariable}, without spaces around it.`,
        'Restart the worker.',
      ],
    },
  }),
  ACCESS_TOKEN_TYPE_UNSUPPORTED: (_e, a) => (a.location === null ? oldKind(a) : refusedCredential(a)),
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
        `Run: ${grant(a, roleFor(e.metadata['permission']))}`,
        'Wait a minute, then run the check again.',
        'Look at GOOGLE_CLOUD_PROJECT too: Google says the same of a project that does not exist.',
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
  USER_PROJECT_DENIED: (_e, a) => ({
    failureClass: 'permission',
    rung: 'permission',
    summary: `${a.email ?? 'The account'} may not use ${a.project ?? 'the project'} for its requests.`,
    hint: {
      id: 'USE_PROJECT',
      title: 'The account may not use the project',
      steps: [
        `Run: ${grant(a, 'roles/serviceusage.serviceUsageConsumer')}`,
        'Look at GOOGLE_CLOUD_PROJECT: it takes the project’s id, not its name.',
        'Wait a minute, then run the check again.',
      ],
    },
  }),
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: (_e, a) => ({
    failureClass: 'permission',
    rung: 'permission',
    summary: 'The token is good, but not for Google Cloud: its scopes are too narrow.',
    hint: {
      id: 'SCOPE',
      title: 'The token lacks the scope cloud-platform',
      steps: [
        a.email
          ? `Look at what stands between the worker and ${a.addressVariable}: the token was made for cloud-platform, and another arrived.`
          : 'Give the machine the scope https://www.googleapis.com/auth/cloud-platform: on Compute Engine, stop it, then Edit → Access scopes.',
        ...(a.email ? [] : ['Or set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account’s key.']),
        'Restart the worker.',
      ],
    },
  }),
  SECURITY_POLICY_VIOLATED: (e, a) => ({
    failureClass: 'permission',
    rung: 'permission',
    summary: `A perimeter (VPC Service Controls) around ${a.project ?? 'the project'} keeps this machine out.`,
    hint: {
      id: 'VPC_SC',
      title: 'The organization’s perimeter refuses',
      steps: [
        `Give your organization’s administrators this number: ${e.metadata['uid'] ?? 'it stands in the answer, in the probe’s metadata'}.`,
        `Ask them to let ${a.email ?? 'the account'} in from the worker’s machine: an access level, or an ingress rule for aiplatform.googleapis.com.`,
      ],
    },
  }),
  CONSUMER_SUSPENDED: suspended,
  GCP_SUSPENDED: suspended,
};

/** Google takes it for a token of OAuth: since June 2026 it does so with standard keys that are not restricted. */
function oldKind(a: Asked): Refusal {
  return {
    failureClass: 'auth',
    rung: 'auth',
    summary: 'Google no longer takes keys of this kind.',
    hint: {
      id: 'KEY_KIND',
      title: 'The key is of the old kind',
      steps: [
        `Make an auth key: AI Studio → API keys → Create API key; put it into ${a.keyVariable}. Keys made there before May 2026 are standard keys.`,
        'Until then: Cloud console → Credentials → the old key → API restrictions, and allow the Generative Language API alone. Google has announced an end for such keys too.',
        'OAuth, of which the answer speaks, is not what is missing.',
        'Restart the worker, and put the new key into the product too.',
      ],
    },
  };
}

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

function suspended(_e: GoogleError, a: Asked): Refusal {
  return {
    failureClass: 'permission',
    rung: 'permission',
    summary: `Google has suspended ${a.project ?? 'the project of this key'}.`,
    hint: {
      id: 'SUSPENDED',
      title: 'The project is suspended',
      steps: [
        'Read the mail that Google sent to the project’s owners: it says why.',
        'In the Cloud console, open the project and follow the appeal; nothing on this side helps.',
      ],
    },
  };
}

/** The least of Google's own roles that holds a permission of the kind. */
function roleFor(permission: string | undefined): string {
  return permission?.startsWith('serviceusage.') ? 'roles/serviceusage.serviceUsageConsumer' : 'roles/aiplatform.user';
}

function grant({ project, member }: Asked, role: string): string {
  return `gcloud projects add-iam-policy-binding ${project ?? 'PROJECT'} --member ${member} --role ${role}`;
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
