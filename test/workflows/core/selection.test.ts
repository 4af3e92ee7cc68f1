import { describe, expect, it } from 'vitest';
import { describeSelection, EVERYTHING_CHEAP, selectionKey } from '#workflows/core/selection.ts';

const key = (selection: Partial<typeof EVERYTHING_CHEAP>, record = true) =>
  selectionKey({ selection: { ...EVERYTHING_CHEAP, ...selection }, record });

describe('the key of a selection', () => {
  it('is the same for equal asks, in whatever order their parts stand', () => {
    expect(key({ scopes: ['spaces', 'axiom'] })).toBe(key({ scopes: ['axiom', 'spaces'] }));
  });

  it('tells every two different asks apart', () => {
    const keys = [
      key({}),
      key({ scopes: ['axiom'] }),
      key({ checks: ['axiom.ingest'] }),
      key({ baseline: true }),
      key({ failing: true }),
      key({ expensive: true }),
      key({ provider: 'vertex' }),
      key({}, false),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('calls the empty selection "all"', () => {
    expect(key({})).toBe('all');
  });
});

describe('a selection in words', () => {
  it('names what was asked', () => {
    expect(describeSelection({ ...EVERYTHING_CHEAP, scopes: ['axiom'], expensive: true })).toBe('axiom, with expensive ones');
    expect(describeSelection({ ...EVERYTHING_CHEAP, expensive: true })).toBe('everything, what is expensive too');
    expect(describeSelection(EVERYTHING_CHEAP)).toBe('all that is not expensive');
    expect(describeSelection({ ...EVERYTHING_CHEAP, failing: true })).toBe('what is not well');
  });
});
