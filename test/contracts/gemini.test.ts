import { X509Certificate } from 'node:crypto';
import { createRequire } from 'node:module';
import { ModelStage, ThinkingLevel } from '@google/genai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { geminiSandbox } from '#scripts/sandbox/gemini.ts';
import { listeningTo, misfits, type Contract } from '#test/support/openapi-contract.ts';
import { openProtoContract } from '#test/support/proto-contract.ts';
import { errorReader } from '#test/support/proto-errors.ts';
import { apiProtos, errorProtos, type NewerField } from '#test/support/proto-files.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';

const require = createRequire(import.meta.url);
const STUDIO_CLIENT = require.resolve('@google-ai/generativelanguage');
const VERTEX_CLIENT = require.resolve('@google-cloud/aiplatform');

/** Both families of protos know only the budget; models since Gemini 3 take a level. */
const thinkingLevel = (message: string): NewerField => ({
  message,
  field: 'thinkingLevel',
  names: Object.values(ThinkingLevel),
  source: '@google/genai 3.1.0 typings: ThinkingConfig.thinkingLevel',
});

/** How long the model will be there; “not supported in Vertex”, say the typings. */
const modelStatus: NewerField = {
  message: 'GenerateContentResponse',
  field: 'modelStatus',
  names: { modelStage: Object.values(ModelStage), retirementTime: 'google.protobuf.Timestamp', message: 'string' },
  source: '@google/genai 3.1.0 typings: GenerateContentResponse.modelStatus',
};

const studio = openProtoContract(
  apiProtos(STUDIO_CLIENT, 'google.ai.generativelanguage.v1beta', [thinkingLevel('ThinkingConfig'), modelStatus]),
  errorReader(errorProtos(STUDIO_CLIENT), [
    { http: 402, status: 'RESOURCE_EXHAUSTED', source: 'ai.google.dev, API errors: the prepaid credits are used up' },
  ]),
);
const vertex = openProtoContract(
  apiProtos(VERTEX_CLIENT, 'google.cloud.aiplatform.v1beta1', [thinkingLevel('GenerationConfig.ThinkingConfig')]),
  errorReader(errorProtos(VERTEX_CLIENT)),
);

/** The token service has no protos: RFC 7523, 2.1 for what it takes, RFC 6749, 5.1 and 5.2 for what it says. */
const OAUTH_ERRORS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
];
const oauth: Contract = {
  lists: ({ pathname }) => pathname === '/token',
  request({ method, headers, body }) {
    const form = Object.fromEntries(new URLSearchParams(body.toString()));
    const right = {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    };
    return [
      ...(method === 'POST' && headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? [] : ['request is no form']),
      ...differences('request', form, right),
    ];
  },
  response(_asked, { status, text }) {
    const said: unknown = JSON.parse(text ?? 'null');
    if (status === 200)
      return differences('response', said, {
        access_token: expect.any(String),
        token_type: 'Bearer',
        expires_in: expect.toSatisfy((seconds: unknown) => Number.isInteger(seconds) && Number(seconds) > 0),
      });
    const error = expect.toSatisfy((name: string) => OAUTH_ERRORS.includes(name));
    return [
      ...(status === 400 ? [] : [`response ${status} is not 400`]),
      ...differences('response', said, { error, error_description: expect.any(String) }),
    ];
  },
};

/** The account's published keys have no protos either: certificates by the ids of their keys (IAM, `ServiceAccountKey`). */
const published: Contract = {
  lists: ({ pathname }) => pathname.startsWith('/robot/v1/metadata/x509/'),
  request: ({ method, body }) => (method === 'GET' && body.length === 0 ? [] : ['request is no plain GET']),
  response(_asked, { status, text }) {
    const certificates = Object.entries(JSON.parse(text ?? 'null') as Record<string, string>);
    return [
      ...(status === 200 && certificates.length > 0 ? [] : [`response ${status} with ${certificates.length} certificates`]),
      ...certificates.flatMap(([id, pem]) => [
        ...(/^[0-9a-f]{40}$/.test(id) ? [] : [`response ${id} is no key id`]),
        ...(Number.isNaN(new X509Certificate(pem).validToDate.getTime()) ? [`response ${id} has no end`] : []),
      ]),
    ];
  },
};

function differences(where: string, actual: unknown, right: object): string[] {
  try {
    expect(actual).toStrictEqual(right);
    return [];
  } catch (error) {
    return [`${where} ${(error as Error).message}`];
  }
}

const contractOf = (url: URL): Contract => [oauth, published, vertex].find((one) => one.lists(url)) ?? studio;
/** All of Google as one; no path of the three is another's. */
const contract: Contract = {
  lists: (url) => contractOf(url).lists(url),
  request: (sent) => contractOf(sent.url).request(sent),
  response: (asked, said) => contractOf(asked.url).response(asked, said),
};

/** Every real check, with the models of each family: the SDK tells each of them something else about thinking. */
const MODELS = ['gemini-3.8-flash', 'gemini-2.5-flash', 'gemini-2.0-flash'];
const CONFIGURED = ['gemini-3.8-flash', 'gemini-3.1-flash-image', 'gemini-embedding-2'];
const PAINTERS = ['gemini-3.1-flash-image', 'gemini-2.5-flash-image'];
const CHECKS = [
  ['gemini.ai_studio.key', {}, ['GET /v1beta/models']],
  ...MODELS.map((m) => ['gemini.ai_studio.text', { GEMINI_TEXT_MODEL: m }, [`POST /v1beta/models/${m}:generateContent`]] as const),
  ['gemini.ai_studio.models', {}, CONFIGURED.map((m) => `GET /v1beta/models/${m}`)],
  ['gemini.ai_studio.count_tokens', {}, ['POST /v1beta/models/gemini-3.8-flash:countTokens']],
  ...MODELS.map((m) => ['gemini.ai_studio.json', { GEMINI_TEXT_MODEL: m }, [`POST /v1beta/models/${m}:generateContent`]] as const),
  ['gemini.ai_studio.embedding', {}, ['POST /v1beta/models/gemini-embedding-2:batchEmbedContents']],
  ...PAINTERS.map(
    (m) => ['gemini.ai_studio.text_to_image', { GEMINI_IMAGE_MODEL: m }, [`POST /v1beta/models/${m}:generateContent`]] as const,
  ),
  ['gemini.ai_studio.image_edit', {}, ['POST /v1beta/models/gemini-3.1-flash-image:generateContent']],
  ['gemini.vertex.image_edit', {}, ['POST /token', expect.stringContaining('/gemini-3.1-flash-image:generate')]],
  ['gemini.vertex.credentials', {}, ['POST /token', expect.stringContaining('GET /robot/v1/metadata/x509/greenlight')]],
  ['gemini.vertex.access', {}, ['POST /token', expect.stringContaining(':countTokens')]],
  ['gemini.vertex.models', {}, ['POST /token', ...CONFIGURED.map((m) => `GET /v1beta1/publishers/google/models/${m}`)]],
  ['gemini.vertex.count_tokens', {}, ['POST /token', expect.stringContaining(':countTokens')]],
  ...MODELS.map(
    (m) => ['gemini.vertex.json', { VERTEX_TEXT_MODEL: m }, ['POST /token', expect.stringContaining(`/${m}:generate`)]] as const,
  ),
  ['gemini.vertex.embedding', {}, ['POST /token', ...Array<unknown>(3).fill(expect.stringContaining('gemini-embedding-2:embedContent'))]],
  [
    'gemini.vertex.embedding',
    { VERTEX_EMBEDDING_MODEL: 'text-embedding-005' },
    ['POST /token', ...Array<unknown>(3).fill(expect.stringContaining('text-embedding-005:predict'))],
  ],
  ...MODELS.map(
    (m) => ['gemini.vertex.text', { VERTEX_TEXT_MODEL: m }, ['POST /token', expect.stringContaining(`/${m}:generate`)]] as const,
  ),
  ...PAINTERS.map(
    (m) => ['gemini.vertex.text_to_image', { VERTEX_IMAGE_MODEL: m }, ['POST /token', expect.stringContaining(`/${m}:generate`)]] as const,
  ),
] as const;

describe('the sandbox Gemini, asked by the real SDK', () => {
  const { provider, heard } = listeningTo(geminiSandbox);
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await openProviderBench(provider, CAPABILITIES);
  });
  afterAll(() => bench.close());
  beforeEach(() => void heard.splice(0));

  it.each(CHECKS)('keeps the contract both ways while all is well: %s %j', async (check, variables, paths) => {
    const { finding, evidence } = await bench.examine(check, variables);
    expect(finding.status, finding.summary).toBe('ok');
    expect(heard.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(paths);
    expect(misfits(contract, heard, [...evidence.exchanges, ...evidence.afterwards])).toEqual([]);
  });

  it.each(geminiSandbox.faults.flatMap(({ id, expect: expected }) => expected.map(({ check }) => [id, check] as const)))(
    'keeps the contract both ways under %s, asked by %s',
    async (fault, check) => {
      await bench.sandbox.break(fault);
      const { finding, evidence } = await bench.examine(check).finally(() => bench.sandbox.heal());
      expect(finding.status).not.toBe('ok');
      expect(heard.length).toBeGreaterThan(0);
      expect(misfits(contract, heard, [...evidence.exchanges, ...evidence.afterwards])).toEqual([]);
    },
  );

  it('is sent by v1 what the fault unknown_field speaks of: v1 has no thinking', async () => {
    const v1 = openProtoContract(apiProtos(STUDIO_CLIENT, 'google.ai.generativelanguage.v1'), errorReader(errorProtos(STUDIO_CLIENT)));
    await bench.examine('gemini.ai_studio.text', { GEMINI_API_VERSION: 'v1' });
    expect(heard.map((sent) => v1.request(sent))).toEqual([['request /generationConfig/thinkingConfig is no field of GenerationConfig']]);
  });
});

describe('Google’s contract, read strictly,', () => {
  const STUDIO_URL = 'https://studio.test/v1beta/models/gemini-3.8-flash:generateContent';
  const VERTEX_URL = 'https://vertex.test/v1beta1/projects/p/locations/global/publishers/google/models/m:generateContent';
  const MODELS_URL = 'https://studio.test/v1beta/models';
  const question = { contents: [{ role: 'user', parts: [{ text: 'hello' }] }], generationConfig: { temperature: 0, maxOutputTokens: 9 } };
  const candidate = { content: { role: 'model', parts: [{ text: 'hello' }] }, finishReason: 'STOP', index: 0 };
  const ask = (body: unknown, where = STUDIO_URL, method = 'POST', type = 'application/json') =>
    contract.request({
      method,
      url: new URL(where),
      headers: { 'content-type': type },
      body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
    });
  const config = (generationConfig: object, where?: string) => ask({ ...question, generationConfig }, where);
  const answer = (json: unknown, where = STUDIO_URL, method = 'POST', status = 200) =>
    contract.response(
      { method, url: new URL(where) },
      { status, contentType: 'application/json; charset=UTF-8', text: JSON.stringify(json) },
    );
  const RPC = 'type.googleapis.com/google.rpc';
  const info = { '@type': `${RPC}.ErrorInfo`, reason: 'API_KEY_INVALID', domain: 'googleapis.com', metadata: { service: 's' } };
  const retry = (retryDelay: unknown) => ({ '@type': `${RPC}.RetryInfo`, retryDelay });
  const quota = (quotaValue: unknown) => ({ '@type': `${RPC}.QuotaFailure`, violations: [{ quotaId: 'q', quotaValue }] });
  const refusal = (error: object, where = STUDIO_URL, status = 400) =>
    answer({ error: { code: 400, status: 'INVALID_ARGUMENT', message: 'no', ...error } }, where, 'POST', status);

  it('takes what fits, by either name of a field', () => {
    const spoken = [
      ask(question),
      ask(question, VERTEX_URL),
      config({ max_output_tokens: 9, thinkingConfig: { thinkingLevel: 'LOW' } }),
      config({ thinkingConfig: { thinkingBudget: 0 } }, VERTEX_URL),
      ask(undefined, `${MODELS_URL}?pageSize=1&page_token=x`, 'GET'),
      ask({ contents: [{ parts: [{ inlineData: { mimeType: 'image/png', data: 'iVBORw==' } }] }] }),
      ask({ ...question, labels: { team: 'x' } }, VERTEX_URL),
      answer({ candidates: [candidate] }),
      answer({ candidates: [candidate], createTime: '2026-01-02T03:04:05.678Z' }, VERTEX_URL),
      answer({ models: [{ name: 'models/x', temperature: 1 }], nextPageToken: 'x' }, MODELS_URL, 'GET'),
      refusal({ details: [info, retry('26.5s'), quota('10'), quota(10)] }),
      refusal({ code: 402, status: 'RESOURCE_EXHAUSTED' }, STUDIO_URL, 402),
    ];
    expect(spoken.flat()).toEqual([]);
  });

  it.each([
    ['a field that nobody knows', () => config({ cake: 1 }), 'request /generationConfig/cake is no field of GenerationConfig'],
    [
      'a field of AI Studio’s on Vertex',
      () => config({ enableEnhancedCivicAnswers: true }, VERTEX_URL),
      'EnhancedCivicAnswers is no field',
    ],
    ['a level of thinking that the SDK does not have', () => config({ thinkingConfig: { thinkingLevel: 'DEEP' } }), 'thinkingLevel is no'],
    ['text for a number', () => config({ maxOutputTokens: '9' }), '/generationConfig/maxOutputTokens is no int32'],
    ['a fraction for a whole number', () => config({ topK: 1.5 }), '/generationConfig/topK is no int32'],
    ['a number that has no room', () => config({ seed: 2 ** 31 }), '/generationConfig/seed is no int32'],
    ['nothing for a value', () => config({ temperature: null }), '/generationConfig/temperature is no float'],
    ['one thing for a list', () => ask({ contents: { parts: [] } }), '/contents is no list'],
    [
      'two kinds of data in one part',
      () => ask({ contents: [{ parts: [{ text: 'x', fileData: { fileUri: 'x' } }] }] }),
      'cannot stand beside text',
    ],
    ['one field by both of its names', () => config({ topP: 1, top_p: 1 }), 'top_p cannot stand beside topP'],
    ['bytes that are not base64', () => ask({ contents: [{ parts: [{ inlineData: { data: '#!' } }] }] }), '/data is no bytes'],
    ['a label that is no text', () => ask({ ...question, labels: { team: 1 } }, VERTEX_URL), '/labels/team is no string'],
    ['a question without its contents', () => ask({ generationConfig: {} }), '/contents is required'],
    ['a model that is named twice', () => ask({ ...question, model: 'models/x' }), '/model stands in the path already'],
    ['a path without its version', () => ask(question, STUDIO_URL.replace('/v1beta', '')), 'lists no POST /models'],
    ['a body of another type', () => ask(question, STUDIO_URL, 'POST', 'text/plain'), 'is text/plain, not application/json'],
    ['a query where the body says all', () => ask(question, `${STUDIO_URL}?pageSize=1`), '?pageSize stands in the query'],
    ['a query that nobody knows', () => ask(undefined, `${MODELS_URL}?size=1`, 'GET'), '/size is no field of ListModelsRequest'],
    ['a size of page that is no number', () => ask(undefined, `${MODELS_URL}?pageSize=all`, 'GET'), '/pageSize is no int32'],
    ['a body where none is taken', () => ask({}, MODELS_URL, 'GET'), 'has a body'],
    ['an answer with a field nobody knows', () => answer({ candidates: [{ ...candidate, cake: 1 }] }), '/candidates/0/cake is no field'],
    ['an enum nobody knows', () => answer({ candidates: [{ ...candidate, finishReason: 'BORED' }] }), '/finishReason is no FinishReason'],
    ['an enum by its number', () => answer({ candidates: [{ ...candidate, finishReason: 1 }] }), '/finishReason is no FinishReason'],
    ['a stage of a model that nobody knows', () => answer({ modelStatus: { modelStage: 'OLD' } }), '/modelStatus/modelStage is no'],
    ['a time that is none', () => answer({ createTime: 'yesterday' }, VERTEX_URL), '/createTime is no google.protobuf.Timestamp'],
    ['Vertex’s answer from AI Studio', () => answer({ createTime: '2026-01-02T03:04:05Z' }), '/createTime is no field'],
    ['a refusal without an error', () => answer({ message: 'no' }, STUDIO_URL, 'POST', 400), '/error is no object'],
    ['a status that is no code', () => refusal({ status: 'BROKEN' }), '/error/status is no google.rpc.Code: BROKEN'],
    ['a status of another code', () => refusal({ status: 'NOT_FOUND' }), '/error/status is NOT_FOUND, which is HTTP 404, not 400'],
    ['a code that HTTP does not say', () => refusal({ code: 404 }), '/error/code is 404 where HTTP says 400'],
    [
      'empty credits on Vertex',
      () => refusal({ code: 402, status: 'RESOURCE_EXHAUSTED' }, VERTEX_URL, 402),
      'RESOURCE_EXHAUSTED, which is HTTP 429, not 402',
    ],
    ['a field of an error that nobody knows', () => refusal({ errors: [] }), '/error/errors is no field of Status'],
    [
      'a reason that Google does not list',
      () => refusal({ details: [{ ...info, reason: 'BAD_LUCK' }] }),
      'no google.api.ErrorReason: BAD_LUCK',
    ],
    ['a detail without its type', () => refusal({ details: [{ reason: 'x' }] }), '/error/details/0 is no google.protobuf.Any'],
    ['a detail nobody knows', () => refusal({ details: [{ '@type': `${RPC}.Cake` }] }), 'names no message that is known'],
    ['a detail with another’s field', () => refusal({ details: [{ ...info, retryDelay: '1s' }] }), '/retryDelay is no field of ErrorInfo'],
    ['a delay without its unit', () => refusal({ details: [retry('26')] }), '/retryDelay is no google.protobuf.Duration'],
    ['a quota that is no number', () => refusal({ details: [quota('ten')] }), '/violations/0/quotaValue is no int64'],
  ])('refuses %s', (_what, faults, words) => {
    expect(faults()).toEqual([expect.stringContaining(words)]);
  });

  it('keeps no exception that the protos have made needless', () => {
    const known = { message: 'ThinkingConfig', field: 'thinkingBudget', names: [], source: 'none' };
    expect(() => apiProtos(STUDIO_CLIENT, 'google.ai.generativelanguage.v1beta', [known])).toThrow('needs no exception');
    const listed = { http: 429, status: 'RESOURCE_EXHAUSTED', source: 'none' };
    expect(() => errorReader(errorProtos(STUDIO_CLIENT), [listed])).toThrow('needs no exception');
  });
});
