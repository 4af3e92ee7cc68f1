import { expect, it } from 'vitest';
import { possessive } from '#web/app/possessive.ts';

it.each([
  ['Axiom', 'Axiom’s'],
  ['Spaces', 'Spaces’'],
])('what belongs to %s is %s', (name, whose) => expect(possessive(name)).toBe(whose));
