import type { DoctorClass, PatientClass } from './failure-class.ts';

export const RUNG_NAMES = ['dns', 'tcp', 'tls', 'http', 'auth', 'permission', 'function'] as const;
export type RungName = (typeof RUNG_NAMES)[number];

/** One step of the ladder from a host's name to the function asked for. `duration_ms` is null where it was not measured. */
export interface Rung {
  name: RungName;
  status: 'ok' | 'warn' | 'fail' | 'not_reached';
  duration_ms: number | null;
  detail: string | null;
}

/** What to do: numbered steps that apply to this very case. `id` is of the hint catalogue, `doc` a path in this repository. */
export interface Hint {
  id: string;
  title: string;
  steps: string[];
  doc: string;
}

interface FindingFacts {
  /** One plain sentence with the value that matters. No secret, no stack. */
  summary: string;
  rungs: Rung[];
  http_status: number | null;
  /** What the provider's support will ask for. */
  request_id: string | null;
  /** Estimated cost of this probe in US dollars. */
  cost_usd: number;
  /** The redacted, capped raw facts; plain JSON. */
  metadata: Record<string, unknown>;
}

export interface Well extends FindingFacts {
  status: 'ok';
  failure_class: null;
  hint: null;
}
/** Something is wrong with the patient. A clock that is off is ours, but is shown as `warn` while things still work. */
export interface Ill extends FindingFacts {
  status: 'warn' | 'fail';
  failure_class: PatientClass | 'clock';
  hint: Hint;
}
/** No verdict: the check was not carried out, or the doctor could not tell. */
export interface Untold extends FindingFacts {
  status: 'skipped' | 'unknown';
  failure_class: DoctorClass;
  hint: Hint;
}

/** The judgement on the evidence. Whatever is not `ok` carries a class and a hint: the types leave no way around it. */
export type Finding = Well | Ill | Untold;
