import { expect, it } from 'vitest';
import { memberOf } from '#activities/checks/gemini/member-of.ts';

const POOL = '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool';

it.each([
  ['a person', { type: 'authorized_user' }, 'user:YOUR-LOGIN'],
  ['a key', { type: 'service_account', client_email: 'robot@acme.test' }, 'serviceAccount:robot@acme.test'],
  ['a federation', { type: 'external_account', audience: `${POOL}/providers/aurora` }, `principal:${POOL}/subject/SUBJECT`],
  ['a federation that does not name its pool', { type: 'external_account' }, 'principal://iam.googleapis.com/POOL/subject/SUBJECT'],
  ['what the machine has', {}, 'serviceAccount:EMAIL'],
])('%s is named as gcloud wants it', (_, credentials, member) => expect(memberOf(credentials)).toBe(member));
