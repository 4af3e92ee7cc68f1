import { describe, expect, it } from 'vitest';
import { googleErrorOf } from '#activities/checks/gemini/google-error.ts';
import { refusalOf } from '#activities/checks/gemini/refusals.ts';

const RPC = 'type.googleapis.com/google.rpc';
const asked = {
  service: 'Gemini',
  addressVariable: 'GEMINI_BASE_URL',
  keyVariable: 'GEMINI_API_KEY',
  modelVariable: 'GEMINI_TEXT_MODEL',
  model: 'gemini-x',
  project: null,
  location: null,
  email: null,
  member: 'serviceAccount:EMAIL',
  nearest: null,
  answeredAt: new Date('2026-01-01T23:59:50Z'),
};
const told = (code: number, status: string, details: object[], message = 'Etwas ist anders.') =>
  refusalOf(googleErrorOf(JSON.stringify({ error: { code, status, message, details } }))!, code, asked);
const badRequest = (...fields: object[]) => ({ '@type': `${RPC}.BadRequest`, fieldViolations: fields });

describe('a request that cannot be read', () => {
  it('is told by its detail, whatever the words, and names the places', () => {
    const refusal = told(400, 'INVALID_ARGUMENT', [badRequest({ field: 'generation_config', description: 'Unbekannt.' })]);
    expect(refusal).toMatchObject({ failureClass: 'api_version', hint: { id: 'API_VERSION' } });
    expect(refusal!.summary).toContain('(at generation_config)');
  });

  it('may name no place', () => {
    expect(told(400, 'INVALID_ARGUMENT', [badRequest({ description: 'Unbekannt.' })])!.summary).toMatch(/in this API version\.$/);
  });

  it('is another than one that the model cannot do', () => {
    const refusal = told(400, 'INVALID_ARGUMENT', [], 'Unknown name: the model has words only');
    expect(refusal).toMatchObject({ failureClass: 'config', hint: { id: 'BAD_REQUEST' } });
  });
});

describe('a credential of a type that is not taken', () => {
  const details = [{ '@type': `${RPC}.ErrorInfo`, reason: 'ACCESS_TOKEN_TYPE_UNSUPPORTED', domain: 'googleapis.com' }];

  it('is a key of the old kind on AI Studio, and not one that is mistyped', () => {
    const refusal = told(401, 'UNAUTHENTICATED', details)!;
    expect(refusal).toMatchObject({ failureClass: 'auth', hint: { id: 'KEY_KIND' } });
    expect(refusal.hint.steps[0]).toContain('GEMINI_API_KEY');
  });
});

it('the time to come again is absolute over midnight too', () => {
  const retry = { '@type': `${RPC}.RetryInfo`, retryDelay: '26.2s' };
  expect(told(429, 'RESOURCE_EXHAUSTED', [retry])!.summary).toContain('again in 27 s, at 00:00:16 UTC');
});
