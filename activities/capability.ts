import type { LookupFunction } from 'node:net';
import type { CredentialTold } from '#workflows/core/beside-finding.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { Evidence, ProducedFile } from './evidence.ts';
import type { LastSuccess } from './memory.ts';
import type { Kind, SettingsByKind } from './settings.ts';

/** Time to tidy up after a probe, in milliseconds; a run that is cancelled waits for it too. */
export const TIDYING_MS = 2_000;

/** What a probe may use of the world. */
export interface ProbeTools {
  /** Records every request; honours the deadline and cancellation by itself. The only way out. */
  fetch: typeof fetch;
  /** The same, for answers that are credentials: where one is well, only its shape is kept. */
  fetchCredential: typeof fetch;
  /** How `fetch` resolves names; undefined: as the machine does. */
  lookup?: LookupFunction | undefined;
  /** For SDKs that take no fetch: recorded by hand. */
  recorder: Recorder;
  /** Fires at the check's deadline and when the run is cancelled. */
  signal: AbortSignal;
  deadlineMs: number;
  /** Unique for this probe: for names of events, keys, nonces. */
  probeId: string;
  runId: string;
  /** Tidies up, whatever came of the probe: also past its deadline and after a cancellation, with a fetch and a signal of its own, for
   * two seconds. What it meets is kept in `evidence.afterwards`, apart from what is judged: what may stay unanswered can be asked there too. Ask for it before making what it removes. */
  afterwards(task: (tools: Pick<ProbeTools, 'fetch' | 'signal'>) => Promise<unknown>): void;
  /** Keeps a file as an artifact. */
  keep(file: ProducedFile): void;
  /** Makes a value that was minted on the way (a token) unfindable in whatever is kept. */
  secret(value: string): void;
  /** The beginning of a text that the world gave; secrets are taken out before it is cut, for a piece of one is found by nobody. */
  excerpt(text: string, length: number): string;
}

export interface Recorder {
  add(exchange: Evidence<never>['exchanges'][number]): void;
}

/** What `judge` may know beside the evidence. */
export interface JudgeContext<K extends Kind> {
  check: string;
  /** Secret-free view is not enforced here: never put a secret of these into a finding. */
  settings: SettingsByKind[K];
  thresholds: Record<string, number>;
  /** Path of the check's page in this repository. */
  doc: string;
  /** What the check's last success has left behind; null or left out where there is none. */
  lastSuccess?: LastSuccess | null;
}

/** One thing a provider can do, written once for all providers of its kind. `probe` meets the world and is as dumb as
 * possible; `judge` only thinks. */
export interface Capability<K extends Kind, Answer> {
  kind: K;
  /** The last part of the check's name. */
  capability: string;
  title: string;
  why: string;
  does: string;
  costUsd: number;
  expensive: boolean;
  baseline: boolean;
  cadenceMs: number | null;
  /** Capabilities of the same target that must be well first. */
  requires: string[];
  deadlineMs: number;
  thresholds: Record<string, number>;
  /** May throw whatever the SDK throws: the frame turns it into evidence. */
  probe(tools: ProbeTools, settings: SettingsByKind[K]): Promise<Answer>;
  judge(evidence: Evidence<Answer>, context: JudgeContext<K>): Finding;
  /** What of an answer should be the same tomorrow (model version, permissions, region), by names that people read: where the check
   * turns bad, what differs from its last success is said. */
  facts?(answer: Answer): Record<string, unknown>;
  /** What of an answer can be laid beside another provider's (tokens, bytes, width), by names that people read. */
  measures?(answer: Answer): Record<string, number | null | undefined>;
  /** What an answer tells of the credential that it was asked with: what it may do, when it ends. Left out is what the provider does not
   * tell. */
  credential?(answer: Answer, settings: SettingsByKind[K]): CredentialTold;
}

/** Keeps the types of probe and judge together. */
export function defineCapability<K extends Kind, Answer>(capability: Capability<K, Answer>): Capability<K, Answer> {
  return capability;
}
