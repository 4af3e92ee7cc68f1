import { describe, expect, it } from 'vitest';
import { findingForUnprobed } from '#activities/untold-findings.ts';
import { NOW, overviewOf, seen, waiting } from '#test/support/overview-rows.ts';
import { rowOf } from '#web/app/board-row.ts';
import { causesOf } from '#web/app/causes.ts';
import { withLabels } from '#web/app/with-labels.ts';

const rows = ['axiom.ingest', 'gemini.vertex.text_to_image', 'spaces.bucket'].map((name) => seen(name, 'ok'));

describe('a finding that names checks', () => {
  it.each([
    ['Waits for axiom.ingest, which fails.', 'axiom.query_back', 'Waits for Ingest, which fails.'],
    ['Waits for axiom.ingest, which fails.', 'spaces.cors', 'Waits for Axiom ingest, which fails.'],
    ['gemini.vertex.text_to_image comes first', 'gemini.ai_studio.text', 'Vertex text to image comes first'],
    ['gemini.vertex.text_to_image comes first', 'gemini.vertex.image_edit', 'Text to image comes first'],
    ['Mend spaces.bucket: its own finding says how.', 'spaces.cors', 'Mend Bucket: its own finding says how.'],
    ['Waits for gone.check, which fails.', 'spaces.cors', 'Waits for gone.check, which fails.'],
    ['Asked api.axiom.co about axiom.ingestion.', 'axiom.token', 'Asked api.axiom.co about axiom.ingestion.'],
  ])('“%s” reads at %s “%s”', (text, at, words) => {
    expect(withLabels(text, rows, seen(at, 'ok'))).toBe(words);
  });
});

describe('what waits', () => {
  const said = findingForUnprobed({ check: 'axiom.query_back', failureClass: 'prerequisite', because: 'axiom.ingest', status: 'skipped' });
  const kept = { last_outcome_summary: said.summary, last_outcome_hint: said.hint };

  it('says in its row which it waits for, as people call it', () => {
    const row = waiting('axiom.query_back', ['axiom.ingest'], kept);
    expect(rowOf(row, [...rows, row], NOW)).toMatchObject({
      found: 'Waits for Ingest, which fails.',
      hint: { title: 'Ingest comes first', steps: ['Mend Ingest: its own finding says how.', 'Then run this check again.'] },
    });
  });

  it('says so beside an older failure', () => {
    const row = waiting('axiom.query_back', ['axiom.ingest'], { ...kept, verdict: 'fail' });
    expect(rowOf(row, [...rows, row], NOW).note).toBe('Waits for Ingest, which fails.');
    expect(causesOf(overviewOf([...rows, row])).map(({ note }) => note)).toEqual(['Waits for Ingest, which fails.']);
  });
});
