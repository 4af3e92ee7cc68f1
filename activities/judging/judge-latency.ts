import type { Finding, Rung } from '#workflows/core/finding.ts';
import type { Evidence } from '#activities/evidence.ts';
import { untilAnswered, wayOf } from './until-answered.ts';

/** So many good outcomes make a habit. */
const HABIT = 10;
/** The thresholds of every check, beside its own: how far above its usual p95 it must be, the milliseconds below which nobody minds, and
 * those above which it is always too slow. */
export const LATENCY_THRESHOLDS = { slow_factor: 3, slow_floor_ms: 1_000, slow_ms: Infinity };

interface LatencyContext {
  /** Milliseconds of the recent outcomes that were ok. */
  okMs: readonly number[];
  /** `slow_ms`: always too slow above it. `slow_floor_ms`: never too slow below it. `slow_factor`: times the usual p95. */
  thresholds: Record<string, number>;
  doc: string;
}

/** A check that went well but took far longer than it usually does is a warning; so is one above its constant, where it has one. A check
 * that stays slow is slow until its good outcomes are too few to be a habit; then it learns what is usual anew. */
export function judgeLatency(finding: Finding, evidence: Evidence<unknown>, { okMs, thresholds, doc }: LatencyContext): Finding {
  // The provider did not make us wait while we stood still ourselves.
  const took = evidence.durationMs - (evidence.stoodStillMs ?? 0);
  if (finding.status !== 'ok') return finding;
  const usual = okMs.length >= HABIT ? p95(okMs) : null;
  const { slow_factor: factor, slow_floor_ms: floor, slow_ms: limit } = { ...LATENCY_THRESHOLDS, ...thresholds };
  const unusual = usual !== null && took > Math.max(usual * factor, floor);
  if (!unusual && took <= limit) return finding;
  const than = unusual ? `it usually takes ${seconds(usual)} at most` : `more than ${seconds(limit)} is too long`;
  // Beside what was found, not anew from the evidence: the judge has put right which answer speaks, and what is nobody's business.
  return {
    ...finding,
    status: 'warn',
    failure_class: 'slow',
    rungs: withSlowEnd(finding.rungs, seconds(took)),
    summary: `${finding.summary} But it took ${seconds(took)}; ${than}.`,
    metadata: { ...finding.metadata, slow: { took_ms: took, usual_p95_ms: usual, limit_ms: Number.isFinite(limit) ? limit : null } },
    hint: {
      id: 'SLOW',
      title: 'It works, but slower than usual',
      steps: [
        `${phasesOf(evidence)}`,
        'Look at the bars: a single warning passes.',
        'If it stays, look at the provider’s status page; if other providers are slow too, at this machine and its network.',
      ],
      doc,
    },
  };
}

/** The last rung that was reached is where the slowness was felt. */
function withSlowEnd(rungs: readonly Rung[], detail: string): Rung[] {
  const end = rungs.findLastIndex(({ status }) => status === 'ok');
  return rungs.map((rung, index) => (index === end ? { ...rung, status: 'warn', detail } : rung));
}

/** Where the time went. */
function phasesOf({ exchanges, durationMs }: Evidence<unknown>): string {
  const spent = exchanges.map(({ host, timings }) => {
    const { firstByte, total } = timings;
    const awaited = untilAnswered({ ...timings, firstByte: firstByte ?? total })!;
    return `${host}: ${seconds(wayOf(timings))} to connect, ${seconds(awaited)} until it answered, ${seconds(firstByte === null ? 0 : total - firstByte)} to read`;
  });
  return `Look where the ${seconds(durationMs)} went: ${spent.slice(0, 4).join('; ')}.`;
}

function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1]!;
}

const seconds = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`);
