import { describe, expect, it } from 'vitest';
import { KEY_SHEET, PLACES, readKey, type Situation, type Stroke } from '#web/app/keys.ts';

const FREE: Situation = { isTyping: false, isModal: false, isOff: false, isGoing: false };
const stroke = (key: string, more: Partial<Stroke> = {}): Stroke => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, altGraph: false, repeat: false, isComposing: false },
  ...more,
});
const LETTERS = ['/', 'j', 'k', 'n', 'p', '[', ']', 'r', 'R', 'c', 'f', 'g', '?'];

describe('a key', () => {
  it.each([
    ['/', 'search'],
    ['j', 'down'],
    ['k', 'up'],
    ['n', 'nextTrouble'],
    ['p', 'previousTrouble'],
    ['[', 'previousCheck'],
    [']', 'nextCheck'],
    ['r', 'run'],
    ['R', 'runMenu'],
    ['c', 'copy'],
    ['f', 'notWell'],
    ['?', 'sheet'],
    ['Escape', 'close'],
  ])('%s does %s', (key, deed) => {
    expect(readKey(stroke(key), FREE)).toEqual({ deed });
  });

  it.each(['x', 'J', 'Enter', 'Tab', ' ', 'toString', 'constructor'])('%s is none of ours', (key) => {
    expect(readKey(stroke(key), FREE)).toBeNull();
  });

  it.each(LETTERS)('%s is a letter while somebody types', (key) => {
    expect(readKey(stroke(key), { ...FREE, isTyping: true })).toBeNull();
  });

  it.each(LETTERS)('%s does nothing once single keys are turned off', (key) => {
    expect(readKey(stroke(key), { ...FREE, isOff: true })).toBeNull();
  });

  it.each(['ctrlKey', 'metaKey', 'altKey', 'isComposing'] as const)('is the browser’s with %s', (modifier) => {
    for (const key of LETTERS) expect(readKey(stroke(key, { [modifier]: true }), FREE)).toBeNull();
  });

  it('behind AltGr is a key as any other', () => {
    expect(readKey(stroke('[', { ctrlKey: true, altKey: true, altGraph: true }), FREE)).toEqual({ deed: 'previousCheck' });
  });

  it('Escape closes also from a field, and when single keys are off', () => {
    expect(readKey(stroke('Escape'), { ...FREE, isTyping: true, isOff: true })).toEqual({ deed: 'close' });
  });

  it('belongs to an open dialog', () => {
    for (const key of [...LETTERS, 'Escape']) expect(readKey(stroke(key), { ...FREE, isModal: true })).toBeNull();
  });

  it('held down walks on, but runs nothing twice', () => {
    expect(readKey(stroke('j', { repeat: true }), FREE)).toEqual({ deed: 'down' });
    expect(readKey(stroke('r', { repeat: true }), FREE)).toBeNull();
  });

  it('after g leads to a page, or nowhere', () => {
    expect(readKey(stroke('g'), FREE)).toBe('going');
    for (const { key, path } of PLACES) expect(readKey(stroke(key), { ...FREE, isGoing: true })).toEqual({ go: path });
    expect(readKey(stroke('j'), { ...FREE, isGoing: true })).toBeNull();
  });
});

describe('the list of keys', () => {
  it('leaves no key out', () => {
    const listed = KEY_SHEET.flatMap(({ keys }) => keys);
    expect(listed).toEqual(expect.arrayContaining(LETTERS));
    expect(new Set(listed).size).toBe(listed.length);
  });
});
