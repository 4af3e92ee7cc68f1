import { describe, expect, it } from 'vitest';
import { entryOf } from '#test/support/made-up.ts';
import { backTo, readAskForm } from '#web/app/ask-form.ts';

const CHECKS = [entryOf('aurora.north.text'), entryOf('bruma.ingest')];

function form(fields: Record<string, string | string[]>): FormData {
  const data = new FormData();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) data.append(name, value);
  return data;
}

describe('the Run now form', () => {
  it('asks for everything that is not expensive where all is asked for', () => {
    expect(readAskForm(form({ selection: 'all' }), CHECKS)).toMatchObject({
      request: { trigger: 'ops_ui', record: true, nonce: null, selection: { scopes: [], checks: [], expensive: false } },
    });
  });

  it.each([
    ['nothing', {}],
    ['only where it stands', { nonce: 'n', back: '/ops' }],
    ['empty names', { scope: '', provider: '', check: '', checks: ',', group: '', run: '' }],
    ['a group of no name', { group: '.' }],
  ])('runs nothing where it names %s', (_, fields) => {
    expect(readAskForm(form(fields), CHECKS)).toEqual({ refusal: expect.stringMatching(/names nothing/) as string });
  });

  it('asks for a provider of a scope', () => {
    expect(readAskForm(form({ scope: 'aurora', provider: 'north' }), CHECKS)).toMatchObject({
      request: { selection: { scopes: ['aurora'], provider: 'north' } },
    });
  });

  it('asks for as many checks as are named', () => {
    const checks = ['bruma.ingest', 'aurora.north.text'];
    expect(readAskForm(form({ check: checks }), CHECKS)).toMatchObject({ request: { selection: { checks } } });
    expect(readAskForm(form({ checks: checks.join(',') }), CHECKS)).toMatchObject({ request: { selection: { checks } } });
  });

  it('asks for a scope, or for a provider of it, by the one value that a button has', () => {
    expect(readAskForm(form({ group: 'bruma' }), CHECKS)).toMatchObject({ request: { selection: { scopes: ['bruma'], provider: null } } });
    expect(readAskForm(form({ group: 'aurora.north' }), CHECKS)).toMatchObject({
      request: { selection: { scopes: ['aurora'], provider: 'north' } },
    });
    expect(readAskForm(form({ group: 'aurora.south' }), CHECKS)).toHaveProperty('refusal');
  });

  it.each([
    ['scope', { scope: 'silencio' }],
    ['provider', { scope: 'bruma', provider: 'north' }],
    ['check', { check: 'aurora.north.video' }],
    ['check among known ones', { check: ['bruma.ingest', 'aurora.north.video'] }],
    ['selection', { selection: 'whatever' }],
  ])('refuses an unknown %s in a sentence', (_, fields) => {
    expect(readAskForm(form(fields), CHECKS)).toEqual({ refusal: expect.stringMatching(/\.$/) as string });
  });

  it('makes one run of one button pressed twice, and two of two buttons', () => {
    const nonceOf = (fields: Record<string, string>) =>
      (readAskForm(form({ nonce: 'n', ...fields }), CHECKS) as { request: { nonce: string } }).request.nonce;
    expect(nonceOf({ scope: 'bruma' })).toBe(nonceOf({ scope: 'bruma' }));
    expect(nonceOf({ scope: 'bruma' })).not.toBe(nonceOf({ scope: 'aurora' }));
  });

  it.each([
    ['/ops?scope=aurora&status=fail', '/ops?scope=aurora&status=fail'],
    ['/ops/runs/0192', '/ops/runs/0192'],
    ['https://elsewhere.example/', '/ops'],
    ['//elsewhere.example/ops', '/ops'],
    ['/ops/../../elsewhere', '/ops'],
    ['/opsy', '/ops'],
    ['/ops/\\elsewhere', '/ops'],
  ])('leads from %s back to %s', (given, back) => {
    expect(backTo(form({ back: given }))).toBe(back);
  });
});
