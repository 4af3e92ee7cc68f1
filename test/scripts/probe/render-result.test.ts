import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderResult } from '#scripts/probe/render-result.ts';
import { tookOf } from '#scripts/probe/took-of.ts';
import { documentOf } from '#test/support/document.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';

const render = (...[document, panel = null]: [ReturnType<typeof documentOf>, (string | null)?]) =>
  stripVTControlCharacters(renderResult(document, { panel }));

describe('a result for a person', () => {
  it('has a line for each check, what to do under what is not well, and the counts', () => {
    expect(render(documentOf({ 'aurora.key': 'ok', 'aurora.text': 'fail' }))).toBe(
      [
        '● ok      aurora.key   It was ok.  250 ms',
        '■ fail    aurora.text  It was fail.  250 ms',
        '            Do this (auth)',
        '            1. Look.',
        '            docs/x.md',
        '',
        '1 ok, 1 fail in 1.5 s',
        '',
      ].join('\n'),
    );
  });

  it('names the request for the provider’s support', () => {
    expect(render(documentOf({ 'aurora.text': { status: 'fail', request_id: 'req-7' } }))).toContain('docs/x.md   request req-7');
  });

  it('says what changed since the check last went well, or that nothing did', () => {
    const said = (changed: object[]) =>
      render(documentOf({ 'aurora.text': { status: 'fail', metadata: { since_success: { at: '2026-01-02T03:04:05.678Z', changed } } } }));
    expect(said([{ fact: 'AURORA_KEY', was: '…aaaa', is: '…bbbb' }])).toContain(
      '            1. Look.\n            Changed since it last went well, 2026-01-02 03:04 UTC:\n              AURORA_KEY: …aaaa → …bbbb\n',
    );
    expect(said([])).toContain('Nothing we know of has changed since it last went well, 2026-01-02 03:04 UTC.');
  });

  it('says once what the run was asked with, and for how long that holds', () => {
    const light = { variable: 'AURORA_KEY', source: 'variable', last_four: 'c41e', fingerprint: 'abc' };
    const told = { ...light, may: ['ingest', 'query'], expires_at: '2026-03-03T00:00:00.000Z', days_left: 61 };
    const app = { variable: 'BRUMA_KEY', source: 'file /run/key', last_four: null, fingerprint: 'SHA256:xyz=', expires_at: 'never' };
    const shown = render(
      documentOf({
        'aurora.key': { metadata: { credentials: [told] } },
        'aurora.text': { metadata: { credentials: [light] } },
        'bruma.app': { metadata: { credentials: [app] } },
      }),
    );
    expect(shown).toContain(
      [
        '',
        'Asked with',
        '  AURORA_KEY …c41e, from the variable, may ingest and query, expires in 61 days (2026-03-03)',
        '  BRUMA_KEY SHA256:xyz=, from file /run/key, never expires; rights not told',
        '',
      ].join('\n'),
    );
  });

  it('lays the providers that were asked alike side by side', () => {
    const text = { metadata: { measures: { tokens: 1234 } }, cost_usd: 0.01, duration_ms: 250 };
    const shown = render(
      documentOf({ 'aurora.east.text': text, 'aurora.west.text': { ...text, status: 'fail' }, 'aurora.west.json': 'ok' }),
    );
    expect(shown).toContain(`Side by side: aurora\n         ${'east'.padEnd(32)}west\n  text   250 ms · 1,234 tokens · $0.01   fails\n`);
    expect(render(documentOf({ 'aurora.key': 'ok' }))).not.toContain('Side by side');
  });

  it('gives no advice where another check is the one to mend', () => {
    const text = render(documentOf({ 'aurora.text': { status: 'skipped', failure_class: 'prerequisite' } }));
    expect(text).not.toContain('Do this');
  });

  it('says where to look further, and that nothing was kept where nothing was', () => {
    const shown = render(documentOf({ 'aurora.key': 'ok' }, { workflow_url: 'http://temporal.test/x' }), 'http://panel.test');
    expect(shown).toContain('http://panel.test/ops/runs/0199aaaa-0000-7000-8000-000000000001\nhttp://temporal.test/x\n');
    const unrecorded = render(documentOf({ 'aurora.key': 'ok' }, { recorded: false }), 'http://panel.test');
    expect(unrecorded).toContain('1 ok in 1.5 s, not recorded');
    expect(unrecorded).not.toContain('panel.test');
  });

  it('says what it cost, and that a person overruled the budget', () => {
    const shown = render(documentOf({ 'aurora.image': { cost_usd: 0.039 }, 'aurora.text': { cost_usd: 0.0001 } }, { over_budget: true }));
    expect(shown).toContain('2 ok in 1.5 s, about $0.0391, over budget\n');
  });

  it('says how a run ended that did not finish', () => {
    expect(render(documentOf({ 'aurora.key': 'skipped' }, { state: 'cancelled' }))).toContain('1 skipped in 1.5 s (cancelled)');
    expect(render(documentOf({}))).toContain('Nothing was probed');
    const failing = { selection: { ...EVERYTHING_CHEAP, failing: true } };
    expect(render(documentOf({}, failing))).toContain('Nothing is failing: nobody was asked in 1.5 s');
  });
});

it.each([
  [0.4, '0 ms'],
  [812.3, '812 ms'],
  [1_400, '1.4 s'],
  [125_000, '2 min 5 s'],
])('%d ms is told as %s', (ms, text) => expect(tookOf(ms)).toBe(text));
