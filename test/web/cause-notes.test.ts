import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { overviewOf, seen } from '#test/support/overview-rows.ts';
import { causesOf } from '#web/app/causes.ts';
import { CauseNotes } from '#web/app/components/cause-notes.tsx';

const [cause] = causesOf(overviewOf([seen('bruma.ingest', 'fail')]));

it('that nothing is known to have changed is said with the time of the last success alone', () => {
  const changed = { at: '1970-01-01T15:22:00.000Z', changed: [] };
  const words = renderToStaticMarkup(createElement(CauseNotes, { cause: { ...cause!, changed } })).replace(/<[^>]+>/g, ' ');
  expect(words.replaceAll(/\s+/g, ' ')).toContain('Changed Nothing known since 15:22 .');
});
