import { describe, expect, it } from 'vitest';
import { changeWords } from '#web/app/change-words.ts';

const marked = (end: string, print: string): string => `…${end} (fingerprint ${print})`;

describe('what has changed, in few words', () => {
  it.each([
    ['two keys by their ends', marked('9b07', '0a1b'), marked('c41e', '9f8e'), '…9b07', '…c41e'],
    [
      'two keys that end alike by their fingerprints',
      marked('9b07', '0a1b'),
      marked('9b07', '9f8e'),
      marked('9b07', '0a1b'),
      marked('9b07', '9f8e'),
    ],
    ['anything else as it is', 'us-east-1', 'eu-west-1', 'us-east-1', 'eu-west-1'],
    ['a key that was not there before', 'not set', marked('c41e', '9f8e'), 'not set', marked('c41e', '9f8e')],
  ])('tells %s', (_, was, is, ...expected) => {
    expect(Object.values(changeWords({ fact: 'BRUMA_TOKEN', was, is }))).toEqual(expected);
  });
});
