import type { Link } from './slowest-chain.ts';

/** A check that shares the places of its provider. */
export interface PlacedLink extends Link {
  provider: string;
}

/** How long a run of these checks takes where `limit` of a provider run at once and nothing lies between them: no time is lost but in
 * waiting for prerequisites and for a place, which the first in the list gets. */
export function withPlaces(links: readonly PlacedLink[], limit: number): number {
  const names = new Set(links.map(({ check }) => check));
  const ended = new Set<string>();
  let waiting = [...links];
  let running: { link: PlacedLink; endsAt: number }[] = [];
  let now = 0;
  for (;;) {
    for (const link of waiting) {
      const isReady = link.requires.every((name) => !names.has(name) || ended.has(name));
      const busy = running.filter((one) => one.link.provider === link.provider).length;
      if (isReady && busy < limit) running.push({ link, endsAt: now + link.ms });
    }
    waiting = waiting.filter((link) => running.every((one) => one.link !== link));
    if (running.length === 0) return now;
    now = Math.min(...running.map(({ endsAt }) => endsAt));
    for (const { link, endsAt } of running) if (endsAt <= now) ended.add(link.check);
    running = running.filter(({ endsAt }) => endsAt > now);
  }
}
