import { expect, it } from 'vitest';
import { judgeImpersonation } from '#activities/checks/gemini/judge-impersonation.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { readTargets } from '#env.ts';

const ROBOT = 'greenlight@acme.iam.gserviceaccount.com';

/** Google does not let these act as the account. */
function refused(source: object) {
  const credentials = {
    type: 'impersonated_service_account',
    service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${ROBOT}:generateAccessToken`,
    source_credentials: source,
  };
  const variables = { GOOGLE_CLOUD_PROJECT: 'acme', GOOGLE_SERVICE_ACCOUNT_JSON: JSON.stringify(credentials) };
  const { settings } = readTargets(variables).find(({ kind }) => kind === 'vertex')!;
  const exchange: Exchange = {
    method: 'POST',
    host: 'iamcredentials.googleapis.com',
    url: credentials.service_account_impersonation_url,
    status: 403,
    headers: { 'content-type': 'application/json' },
    requestId: null,
    bodyText: JSON.stringify({ error: { code: 403, status: 'PERMISSION_DENIED', message: 'no' } }),
    bodyBytes: 60,
    timings: { dns: 1, tcp: 1, tls: 1, firstByte: 1, total: 1 },
    trouble: null,
  };
  const evidence: Evidence<null> = {
    answer: null,
    error: { name: 'GaxiosError', message: 'no', code: '403', status: 403 },
    timedOut: false,
    exchanges: [exchange],
    afterwards: [],
    files: [],
    durationMs: 12,
    wallClock: new Date('2026-01-01T00:00:00Z'),
  };
  return judgeImpersonation(evidence, { check: '', settings: settings as never, thresholds: {}, doc: '' }, exchange);
}

it.each([
  ['a person', { type: 'authorized_user', client_id: 'a', client_secret: 'b', refresh_token: 'c' }, 'user:YOUR-LOGIN'],
  ['another account', { type: 'service_account', client_email: 'first@acme.test' }, 'serviceAccount:first@acme.test'],
])('%s that may not act as the account is who needs the right', (_, source, member) => {
  const finding = refused(source)!;
  expect(finding).toMatchObject({ status: 'fail', failure_class: 'permission', hint: { id: 'IMPERSONATION' } });
  expect(finding.summary).toBe(`The credentials in GOOGLE_SERVICE_ACCOUNT_JSON are good, but may not act as ${ROBOT}.`);
  expect(finding.hint!.steps[0]).toBe(
    `Run: gcloud iam service-accounts add-iam-policy-binding ${ROBOT} --member ${member} --role roles/iam.serviceAccountTokenCreator`,
  );
});
