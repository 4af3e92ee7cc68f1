import { describe, expect, it } from 'vitest';
import { entryOf } from '#test/support/made-up.ts';
import { selectionFor, surpriseOf } from '#web/app/sandbox-choice.server.ts';
import type { SandboxFault } from '#web/app/sandbox-fault.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const fault = (id: string, more: Partial<SandboxFault> = {}): SandboxFault => ({
  ...{ id, title: id, does: '', group: 'bruma', wire: null, status: 'fail', checks: [], featured: false, surprising: true, brokenAt: null },
  ...more,
});
const nonces = Array.from({ length: 200 }, (_, index) => `nonce-${index}`);

describe('a surprise', () => {
  const faults = [fault('a'), fault('b'), fault('slow', { surprising: false }), fault('c')];

  it('may be each that turns a light, and no other', () => {
    expect(new Set(nonces.map((nonce) => surpriseOf(faults, nonce, NOW)?.id))).toEqual(new Set(['a', 'b', 'c']));
  });

  it('breaks what is whole', () => {
    const some = [fault('a', { brokenAt: new Date('2025-12-31T00:00:00Z') }), fault('b')];
    expect(new Set(nonces.map((nonce) => surpriseOf(some, nonce, NOW)?.id))).toEqual(new Set(['b']));
  });

  it('is the same where the same form is sent twice', () => {
    for (const nonce of nonces) {
      const first = surpriseOf(faults, nonce, NOW)!.id;
      const after = faults.map((one) => (one.id === first ? { ...one, brokenAt: NOW } : one));
      expect(surpriseOf(after, nonce, new Date(NOW.getTime() + 2_000))?.id).toBe(first);
    }
  });

  it('is none where everything is broken', () => {
    expect(surpriseOf([fault('a', { brokenAt: new Date(0) })], 'n', NOW)).toBe(null);
    expect(surpriseOf([], 'n', NOW)).toBe(null);
  });
});

describe('where the doctor looks', () => {
  const catalogue = [
    entryOf('aurora.north.text'),
    entryOf('aurora.north.image', { expensive: true }),
    entryOf('aurora.south.text'),
    entryOf('bruma.ingest'),
    entryOf('silencio.upload', { configured: false }),
  ];
  const over = (...checks: string[][]) =>
    selectionFor(
      checks.map((some) => ({ checks: some })),
      catalogue,
    );

  it.each([
    ['the provider', [['aurora.north.text']], { scopes: ['aurora'], provider: 'north', checks: [] }],
    ['the scope that has no providers', [['bruma.ingest']], { scopes: ['bruma'], provider: null, checks: [] }],
    ['both providers', [['aurora.north.text'], ['aurora.south.text']], { scopes: ['aurora'], provider: null, checks: [] }],
    ['both scopes', [['aurora.north.text'], ['bruma.ingest']], { scopes: ['aurora', 'bruma'], provider: null, checks: [] }],
    [
      'what is touched besides, at no cost',
      [['aurora.north.text', 'aurora.north.image']],
      { scopes: ['aurora'], provider: 'north', checks: [] },
    ],
    ['what runs only when it is named', [['aurora.north.image']], { scopes: [], provider: null, checks: ['aurora.north.image'] }],
    ['everything, where it touches nothing', [[]], { scopes: [], provider: null, checks: [] }],
    ['everything, where what it touches is not configured', [['silencio.upload']], { scopes: [], provider: null, checks: [] }],
  ])('is %s', (_where, checks, expected) => {
    expect(over(...checks)).toMatchObject({ ...expected, expensive: false, failing: false, baseline: false });
  });
});
