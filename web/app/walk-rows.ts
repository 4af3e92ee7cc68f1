import { TROUBLE } from './filters.ts';

/** What can be walked over: the link of each row, and the line of a scope that is folded. */
const STOPS = 'main tbody th[scope="row"] a, main .scope > summary';
const ASKS = 'button[form="ask"], form.ask button';

/** Moves the focus by one row, or by one that is not well. From outside of the table it enters at the check that is open, or at the end
 * one comes from. False where there is no such row. */
export function walkRows(by: 1 | -1, onlyTrouble: boolean, open: string | null): boolean {
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.checkVisibility());
  const here = stops.findIndex((stop) => rowOf(stop)?.contains(document.activeElement));
  const at = here >= 0 ? here : stops.findIndex((stop) => open !== null && rowOf(stop)?.id === open);
  const ahead = by === 1 ? stops.slice(at + 1) : stops.slice(0, at < 0 ? undefined : at).reverse();
  const next = ahead.find((stop) => !onlyTrouble || isTrouble(stop));
  next?.focus();
  return next !== undefined;
}

/** The button that runs what is focused: a row's, a scope's, a problem's, or that of the check that is open. */
export function runButton(): HTMLButtonElement | null {
  const place = document.activeElement?.closest('tr, .scopewrap, article, .drawer, .single') ?? document.querySelector('.drawer, .single');
  return place?.querySelector<HTMLButtonElement>(place.matches('.scopewrap') ? ':scope > button' : ASKS) ?? null;
}

function rowOf(stop: HTMLElement): HTMLElement | null {
  return stop.closest('tr') ?? stop;
}

function isTrouble(stop: HTMLElement): boolean {
  const { lightWas, verdict } = rowOf(stop)!.dataset;
  return TROUBLE.some((light) => light === (lightWas ?? verdict));
}
