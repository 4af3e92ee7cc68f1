import type { CheckView } from './check-view.ts';
import { LIGHT_WORDS } from './light-of.ts';
import { possessive } from './possessive.ts';
import { exact, took } from './times.ts';

const RUNGS = { ok: 'holds', warn: 'holds, but', fail: 'broken', not_reached: 'not reached' };

/** What the page of a check says, as a text to send to somebody. `address` is the page's. */
export function checkReport({ row, state, head, whom }: CheckView, address: string): string {
  const stands = [LIGHT_WORDS[row.light], state.words, state.at && exact(state.at)].filter(Boolean).join(' ');
  const steps = row.hint ? ['', `${row.hint.title}:`, ...row.hint.steps.map((step, index) => `${index + 1}. ${step}`)] : [];
  const rungs = row.rungs.map(({ name, status, duration_ms, detail }) =>
    ['', name.padEnd(10), RUNGS[status].padEnd(11), (duration_ms === null ? '' : took(duration_ms)).padStart(8), detail ?? '']
      .join(' ')
      .trimEnd(),
  );
  const said = [
    ...(head?.http != null ? [`HTTP status: ${head.http}`] : []),
    ...(head?.requestId ? [`Request id, for ${possessive(whom)} support: ${head.requestId}`] : []),
    ...(head ? [`Looked at: ${exact(head.at)}`] : []),
  ];
  return [
    `${row.label}: ${stands}`,
    `${row.name}, ${row.title}`,
    '',
    row.failureClass ? `${row.found} [${row.failureClass}]` : row.found,
    ...(rungs.length > 0 ? ['', 'How far it came:', ...rungs] : []),
    ...steps,
    '',
    ...said,
    address,
    '',
  ].join('\n');
}
