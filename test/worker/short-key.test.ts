import { expect, it } from 'vitest';
import { shortKey } from '#worker/short-key.ts';

const many = (last: string): string => [...Array.from({ length: 20 }, (_, index) => `aurora.capability_${index}`), last].join('+');

it('leaves a short key as people read it', () => expect(shortKey('axiom+baseline')).toBe('axiom+baseline'));

it('tells two long ones apart that begin alike', () => {
  const [one, other] = [shortKey(many('bruma.a')), shortKey(many('bruma.b'))];
  expect(one).not.toBe(other);
  expect([one.length, other.length]).toEqual([180, 180]);
  expect(shortKey(many('bruma.a'))).toBe(one);
});
