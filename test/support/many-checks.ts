import type { Overview, OverviewRow } from '#db/overview-reader.ts';
import type { Verdict } from '#workflows/core/status.ts';
import { entryOf } from './made-up.ts';

const HOUR = 3_600_000;
const SCOPES = 20;
const PROVIDERS = 5;
const CAPABILITIES = ['text', 'json', 'embedding', 'models', 'upload', 'token', 'network', 'query_back', 'image_edit', 'count_tokens'];

/** Of a thousand. */
const FAILING = new Set([7, 9]);
const WARNING = new Set([361, 362, 363, 807]);

/** What is remembered of many checks that are looked at every hour: their durations wander, one probe in five hundred failed, six
 * checks are not well now. The same each time it is asked. */
export function manyChecks(count: number, now = new Date('2026-11-25T10:00:00Z')): Overview {
  return { now, openRuns: [], rows: Array.from({ length: count }, (_, index) => rowOf(index, Math.ceil(count / SCOPES), now)) };
}

function rowOf(index: number, inScope: number, now: Date): OverviewRow {
  const random = chance(index + 1);
  const scope = `scope_${Math.floor(index / inScope)}`;
  const place = index % inScope;
  const capability = `${CAPABILITIES[place % CAPABILITIES.length]!}`;
  const at = new Date(now.getTime() - Math.round(random() * HOUR));
  const verdict: Verdict = FAILING.has(index) ? 'fail' : WARNING.has(index) ? 'warn' : 'ok';
  const usual = 40 + 2_000 * random() ** 3;
  const ring = Array.from({ length: 30 }, (_, slot) => ({
    at: new Date(at.getTime() - (29 - slot) * HOUR).toISOString(),
    status: slot === 29 ? verdict : random() < 0.002 ? ('fail' as const) : ('ok' as const),
    ms: Math.round(usual * (0.8 + 0.5 * random())),
    class: null,
  }));
  const failed = ring.findLastIndex(({ status }) => status === 'fail');
  return {
    ...entryOf(`${scope}.provider_${Math.floor((place * PROVIDERS) / inScope)}.${capability}`),
    name: `${scope}.provider_${Math.floor((place * PROVIDERS) / inScope)}.${capability}`,
    verdict,
    verdict_since: at,
    streak: 30,
    last_success_at: verdict === 'fail' ? new Date(at.getTime() - HOUR) : at,
    last_failure_at: failed < 0 ? null : new Date(ring[failed]!.at),
    last_auto_verdict_at: at,
    last_outcome: verdict,
    last_outcome_at: at,
    last_outcome_class: verdict === 'ok' ? null : 'auth',
    last_outcome_summary: null,
    last_outcome_hint: null,
    last_run_id: null,
    last_probe_id: null,
    duration_ms: usual,
    summary: `Answered “OK” with model-${Math.floor(random() * 9)}, ${Math.round(random() * 4_000)} tokens.`,
    failure_class: verdict === 'ok' ? null : 'auth',
    hint: verdict === 'ok' ? null : { id: 'X', title: 'Do this', steps: ['Look at the token.', 'Make another one.'], doc: 'docs/x.md' },
    rungs: [{ name: 'dns', status: 'ok', duration_ms: 1 + random(), detail: null }] as OverviewRow['rungs'],
    ring,
    running: null,
    pictures: null,
    failure: null,
  };
}

/** Numbers from 0 to 1 that look like chance and are the same for the same seed. */
function chance(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}
