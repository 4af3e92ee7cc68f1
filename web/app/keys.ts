export type Deed =
  | 'search'
  | 'down'
  | 'up'
  | 'nextTrouble'
  | 'previousTrouble'
  | 'previousCheck'
  | 'nextCheck'
  | 'close'
  | 'run'
  | 'runMenu'
  | 'copy'
  | 'notWell'
  | 'sheet';

/** What each key does by itself. */
const DEEDS: Readonly<Record<string, Deed>> = {
  '/': 'search',
  j: 'down',
  k: 'up',
  n: 'nextTrouble',
  p: 'previousTrouble',
  '[': 'previousCheck',
  ']': 'nextCheck',
  Escape: 'close',
  r: 'run',
  R: 'runMenu',
  c: 'copy',
  f: 'notWell',
  '?': 'sheet',
};

/** Where `g` and a second key lead. */
export const PLACES: readonly { key: string; name: string; path: string }[] = [
  { key: 'c', name: 'Checks', path: '/ops' },
  { key: 'r', name: 'Runs', path: '/ops/runs' },
];

/** The list of keys for the reader: which, and what for. */
export const KEY_SHEET: readonly { keys: readonly string[]; then?: readonly string[]; does: string }[] = [
  { keys: ['/'], does: 'Search' },
  { keys: ['j', 'k'], does: 'Next, previous row' },
  { keys: ['n', 'p'], does: 'Next, previous that is not well' },
  { keys: ['Enter'], does: 'Open it' },
  { keys: ['[', ']'], does: 'Previous, next check while one is open' },
  { keys: ['r'], does: 'Run what is focused' },
  { keys: ['R'], does: 'Run menu' },
  { keys: ['c'], does: 'Copy the report' },
  { keys: ['f'], does: 'Not well only, on and off' },
  { keys: ['g'], then: PLACES.map(({ key }) => key), does: PLACES.map(({ name }) => name).join(', ') },
  { keys: ['Esc'], does: 'Close' },
  { keys: ['?'], does: 'This list' },
];

/** Holding a key down walks on, but asks for nothing twice. */
const MAY_REPEAT: ReadonlySet<Deed> = new Set(['down', 'up', 'nextTrouble', 'previousTrouble', 'previousCheck', 'nextCheck']);

export type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'isComposing'> & {
  /** Some keyboards have `[` and `]` behind AltGr, which looks like Ctrl and Alt to some systems. */
  altGraph: boolean;
};

export interface Situation {
  /** The focus is in a field that takes letters. */
  isTyping: boolean;
  /** A dialog is open and has the keyboard to itself. */
  isModal: boolean;
  /** The reader has turned single keys off. */
  isOff: boolean;
  /** `g` was the key before. */
  isGoing: boolean;
}

/** What a stroke asks for: a deed, a place, or, for `g`, that the next key be waited for. Null: it is none of ours. */
export function readKey(
  stroke: Stroke,
  { isTyping, isModal, isOff, isGoing }: Situation,
): { deed: Deed } | { go: string } | 'going' | null {
  const { key, ctrlKey, metaKey, altKey, altGraph, isComposing, repeat } = stroke;
  if (isModal || isComposing || metaKey || ((ctrlKey || altKey) && !altGraph)) return null;
  // Escape writes nothing, so it can be meant in a field and cannot be pressed by accident of speech.
  if (key === 'Escape') return { deed: 'close' };
  if (isTyping || isOff) return null;
  if (isGoing) {
    const place = PLACES.find((one) => one.key === key);
    return place ? { go: place.path } : null;
  }
  if (key === 'g') return 'going';
  const deed = Object.hasOwn(DEEDS, key) ? DEEDS[key] : undefined;
  return deed === undefined || (repeat && !MAY_REPEAT.has(deed)) ? null : { deed };
}
