import type { Finding } from '#workflows/core/finding.ts';
import type { Evidence } from './evidence.ts';
import { runnerTrouble } from './untold-findings.ts';

/** A worker that stood still for more than this part of a check's deadline did not give the provider its time. */
const PART = 1 / 4;

/** Nobody is blamed for what our own standstill may have caused: a timeout, or a connection that broke meanwhile. What a provider
 * has answered counts all the same. */
export function withoutStandstill(finding: Finding, evidence: Evidence<unknown>, deadlineMs: number): Finding {
  const { stoodStillMs = 0, timedOut, exchanges } = evidence;
  const isCut = timedOut || exchanges.length === 0 || Boolean(exchanges.at(-1)?.trouble);
  if (finding.status !== 'fail' || !isCut || stoodStillMs < deadlineMs * PART) return finding;
  return {
    ...runnerTrouble(`This worker stood still for ${(stoodStillMs / 1000).toFixed(1)} s while it asked: nothing can be told.`, [
      'Run the check again.',
      'If it stays, look at the machine’s processor and memory: the worker needs some of both, and must not be put to sleep.',
    ]),
    metadata: finding.metadata,
  };
}
