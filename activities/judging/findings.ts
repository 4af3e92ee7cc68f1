import type { DoctorClass, PatientClass } from '#workflows/core/failure-class.ts';
import type { Hint, Ill, RungName, Untold, Well } from '#workflows/core/finding.ts';
import type { Evidence } from '#activities/evidence.ts';
import { rungsOf } from './rungs.ts';

interface Said {
  summary: string;
  metadata?: Record<string, unknown>;
  costUsd?: number;
}

/** All is as it should be. */
export function well(evidence: Evidence<unknown>, said: Said): Well {
  return { status: 'ok', failure_class: null, hint: null, rungs: rungsOf(evidence, null), ...facts(evidence, said) };
}

/** Something is wrong with the patient: `rung` is the one that broke, `detail` says in a few words how. */
export function ill(
  evidence: Evidence<unknown>,
  said: Said & { status: 'warn' | 'fail'; failureClass: PatientClass | 'clock'; hint: Hint; rung: RungName; detail?: string },
): Ill {
  return {
    status: said.status,
    failure_class: said.failureClass,
    hint: said.hint,
    rungs: rungsOf(evidence, said.rung, said.detail ?? null, said.status),
    ...facts(evidence, said),
  };
}

/** The doctor could not tell, or did not look. */
export function untold(
  evidence: Evidence<unknown> | null,
  said: Said & { status: 'skipped' | 'unknown'; failureClass: DoctorClass; hint: Hint },
): Untold {
  return { status: said.status, failure_class: said.failureClass, hint: said.hint, rungs: [], ...facts(evidence, said) };
}

function facts(evidence: Evidence<unknown> | null, said: Said) {
  const last = evidence?.exchanges.at(-1);
  return {
    summary: said.summary,
    http_status: last?.status ?? null,
    request_id: last?.requestId ?? null,
    cost_usd: said.costUsd ?? 0,
    metadata: { ...said.metadata, ...(evidence ? met(evidence) : {}) },
  };
}

function met({ error, exchanges, afterwards }: Evidence<unknown>) {
  return { error, exchanges, ...(afterwards.length > 0 ? { afterwards } : {}) };
}
