import { useNavigate, type NavigateFunction } from '@remix-run/react';
import { useEffect } from 'react';
import { filterAddress, readFilters } from './filters.ts';
import { readKey, type Deed } from './keys.ts';
import { areSingleKeysOn } from './single-keys.ts';
import { runButton, walkRows } from './walk-rows.ts';

/** How long `g` waits for its second key. */
const GOING_MS = 1_500;
/** Fields that take no letters. */
const NO_LETTERS = ['button', 'checkbox', 'file', 'radio', 'range', 'reset', 'submit'];

/** Lets the whole panel be used by keys alone; what they do is what a link or button does that stands on the page. */
export function useKeys(): void {
  const navigate = useNavigate();
  useEffect(() => {
    let goingUntil = 0;
    const strike = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const { key, ctrlKey, metaKey, altKey, repeat, isComposing } = event;
      const read = readKey(
        { key, ctrlKey, metaKey, altKey, repeat, isComposing, altGraph: event.getModifierState('AltGraph') },
        {
          isTyping: isField(event.target),
          isModal: document.querySelector('dialog[open]') !== null,
          isOff: !areSingleKeysOn(),
          isGoing: performance.now() < goingUntil,
        },
      );
      goingUntil = read === 'going' ? performance.now() + GOING_MS : 0;
      if (read === null || read === 'going') return;
      const done = 'go' in read ? (void navigate(read.go), true) : DEEDS[read.deed](navigate);
      if (done) event.preventDefault();
    };
    document.addEventListener('keydown', strike);
    return () => document.removeEventListener('keydown', strike);
  }, [navigate]);
}

/** Each returns whether there was something to do. */
const DEEDS: Record<Deed, (navigate: NavigateFunction) => boolean> = {
  search: () => {
    const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
    field?.select();
    field?.focus();
    return field !== null;
  },
  down: () => walkRows(1, false, openCheck()),
  up: () => walkRows(-1, false, openCheck()),
  nextTrouble: () => walkRows(1, true, openCheck()),
  previousTrouble: () => walkRows(-1, true, openCheck()),
  previousCheck: () => press('[data-key="["]'),
  nextCheck: () => press('[data-key="]"]'),
  run: () => {
    const button = runButton();
    button?.click();
    return button !== null;
  },
  runMenu: () => {
    const menu = document.querySelector<HTMLDetailsElement>('details[data-key="R"]');
    if (menu === null) return false;
    menu.open = true;
    menu.querySelector<HTMLElement>('.pop button, .pop summary')?.focus();
    return true;
  },
  copy: () => press('[data-key="c"]'),
  notWell: (navigate) => {
    const filters = readFilters(new URLSearchParams(location.search));
    const isOn = location.pathname === '/ops' && filters.status === 'notwell';
    const others = location.pathname === '/ops' ? filters : {};
    void navigate(filterAddress({ ...others, status: isOn ? null : 'notwell' }), { preventScrollReset: true });
    return true;
  },
  sheet: () => press('button.keys'),
  close,
};

/** Closes what lies on top: a menu, the drawer, the wall. A field that holds nothing is left. */
function close(navigate: NavigateFunction): boolean {
  const { activeElement } = document;
  if (isField(activeElement)) {
    // What it holds, the browser clears by itself.
    if (activeElement instanceof HTMLInputElement && activeElement.value === '') activeElement.blur();
    return false;
  }
  const menu = document.querySelector<HTMLDetailsElement>('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary')?.focus();
    return true;
  }
  if (!document.querySelector('.drawer, .wallgrid')) return false;
  const filters = readFilters(new URLSearchParams(location.search));
  void navigate(filterAddress({ ...filters, view: filters.view === 'wall' ? null : filters.view }), { preventScrollReset: true });
  return true;
}

function press(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  found?.click();
  return found !== null;
}

function openCheck(): string | null {
  const name = /^\/ops\/checks\/([^/]+)$/.exec(location.pathname)?.[1];
  return name === undefined ? null : decodeURIComponent(name);
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !NO_LETTERS.includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
