import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { judgedGemini } from '#test/support/judged-gemini.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const ACCESS = 'gemini.vertex.access';

let bench: ProviderBench;
beforeAll(async () => {
  bench = await openProviderBench(geminiSandbox, CAPABILITIES);
});
afterEach(() => bench.sandbox.heal());
afterAll(() => bench.close());

const asked = (variables = {}) => bench.examine(ACCESS, variables);
const stepsUnder = async (fault: string) => {
  await bench.sandbox.break(fault);
  return (await asked()).finding.hint!.steps.join('\n');
};

describe('the way from a token to an answer', () => {
  it('is open: the account, the project and the location are named, and nothing else is asked', async () => {
    const { finding, evidence } = await asked();
    expect(finding).toMatchObject({
      status: 'ok',
      summary: 'greenlight@acme-sandbox.iam.gserviceaccount.com may use gemini-3.8-flash in acme-sandbox, location global.',
      metadata: { project: 'acme-sandbox', location: 'global', answer: { tried: [{ location: 'global', status: 200 }] } },
    });
    expect(evidence.exchanges).toHaveLength(2);
  });

  it.each([
    ['vertex.service_disabled', 'gcloud services enable aiplatform.googleapis.com --project acme-sandbox'],
    ['vertex.permission', '--member serviceAccount:greenlight@acme-sandbox.iam.gserviceaccount.com --role roles/aiplatform.user'],
    ['vertex.billing_disabled', 'open Billing for acme-sandbox'],
    ['vertex.project_unknown', 'GOOGLE_CLOUD_PROJECT'],
    ['vertex.scope_missing', 'the token was made for cloud-platform'],
  ])('under %s is opened by a step for this very project', async (fault, step) => {
    expect(await stepsUnder(fault)).toContain(step);
  });
});

describe('a location that does not serve the model', () => {
  it('is told with another that answered, and the ladder is that of the refusal', async () => {
    const { finding, evidence } = await asked({ GOOGLE_CLOUD_LOCATION: 'europe-west9' });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'region', http_status: 404, hint: { id: 'REGION' } });
    expect(finding.summary).toBe('gemini-3.8-flash is not served in europe-west9, but in global it is.');
    expect(finding.hint!.steps[0]).toContain('GOOGLE_CLOUD_LOCATION=global');
    expect(evidence.exchanges.map(({ status }) => status)).toEqual([200, 404, 200]);
  });

  it('is told with a region where it is `global` itself', async () => {
    expect(await stepsUnder('vertex.region')).toContain('GOOGLE_CLOUD_LOCATION=us-central1');
  });

  it('is no matter of locations where no location has it', async () => {
    await bench.sandbox.break('vertex.model_missing');
    const { finding } = await asked();
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'not_found', hint: { id: 'MODEL_404' } });
    expect(finding.summary).toContain('neither in global nor in us-central1');
  });

  it('is told with the nearest that exist, where it is only mistyped', async () => {
    const { finding, evidence } = await asked({ VERTEX_TEXT_MODEL: 'gemini-3.8-flsh' });
    expect(finding).toMatchObject({ status: 'fail', failure_class: 'not_found', http_status: 404, hint: { id: 'MODEL_404' } });
    expect(finding.hint!.steps[0]).toContain('VERTEX_TEXT_MODEL than gemini-3.8-flsh; the nearest that exist are gemini-3.8-flash,');
    expect(finding.metadata['others']).toContain('gemini-2.5-flash');
    expect(evidence.exchanges.map(({ status }) => status)).toEqual([200, 404, 404, 200]);
  });

  it.each([null, 403, 500])('is told without advice where the other one says %s', (status) => {
    const tried = [
      { location: 'europe-west9', status: 404 },
      { location: 'global', status },
    ];
    const { failure_class, summary, hint } = judgedGemini(ACCESS, { tried, others: null });
    expect(failure_class).toBe('region');
    expect(summary).toContain('whether global has it could not be asked');
    expect(hint!.steps[0]).not.toContain('=global');
  });
});

describe('a refusal that has a reason', () => {
  // From google.api.ErrorReason: each is met nowhere in the sandbox, so Google's own form is read.
  it.each([
    ['USER_PROJECT_DENIED', {}, 'permission', 'USE_PROJECT', 'roles/serviceusage.serviceUsageConsumer'],
    ['IAM_PERMISSION_DENIED', { permission: 'serviceusage.services.use' }, 'permission', 'IAM', 'roles/serviceusage.serviceUsageConsumer'],
    ['SECURITY_POLICY_VIOLATED', { uid: 'abc-123' }, 'permission', 'VPC_SC', 'abc-123'],
    ['CONSUMER_SUSPENDED', {}, 'permission', 'SUSPENDED', 'the mail'],
    ['GCP_SUSPENDED', {}, 'permission', 'SUSPENDED', 'the mail'],
  ])('%s %j is %s', (reason, metadata, failureClass, hint, step) => {
    const finding = judgedGemini(ACCESS, null, { refusal: { reason, metadata } });
    expect(finding).toMatchObject({ status: 'fail', failure_class: failureClass, hint: { id: hint } });
    expect(finding.hint!.steps.join(' ')).toContain(step);
  });
});
