import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Pulse } from '#web/app/components/pulse.tsx';

it('the last ticks are told to whoever does not see them, and each kind has a shape of its own', () => {
  const drawn = renderToStaticMarkup(createElement(Pulse, { ticks: 'ooml' }));
  expect(drawn).toContain('role="img" aria-label="Last 4 automatic runs: 2 on time, 1 late, 1 missed"');
  expect([...drawn.matchAll(/<rect class="(\w+)"[^>]* x="([\d.]+)"/g)].map(([, kind, x]) => [kind, Number(x)])).toEqual([
    ['tick', 0],
    ['tick', 8],
    ['miss', 16.5],
    ['late', 24],
  ]);
  expect(drawn).toContain('<span aria-hidden="true">2 of the last 4 on time</span>');
});
