import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FailureClass } from '#workflows/core/failure-class.ts';
import type { RungName } from '#workflows/core/finding.ts';
import type { Status } from '#workflows/core/status.ts';
import type { WireFault } from './wire-faults.ts';

/** What a fault must come out as: the check that is asked, and the finding. */
export interface Expected {
  check: string;
  status: Status;
  failure_class: FailureClass;
  /** The rung that broke; null where none of the provider's did. */
  rung: RungName | null;
  /** The id of the hint. */
  hint: string;
  /** Where only time tells: the deadline that a test gives the check. By its own it comes out the same, but later. */
  deadlineMs?: number;
}

/** A way in which a pretend provider can be ill. */
export interface Fault {
  /** `axiom.token_revoked` */
  id: string;
  /** What it does on the wire, in one sentence. */
  does: string;
  /** Where the provider's behaviour is known from, and how sure that is (provider-facts: L3, L2, L1, L0). */
  source: string;
  expect: Expected[];
}

/** How a fault above TLS is answered in the provider's place. */
export type WireAnswers = Partial<Record<WireFault, (response: ServerResponse) => void>>;

/** One HTTPS server of a provider: its own origin. */
export interface SandboxHost {
  /** `axiom`, `gemini-ai-studio`, `google-token` … */
  name: string;
  /** What it says itself where a fault of the wire is one of the provider’s own, in its form; else a form that is nobody's. */
  wireAnswers?: WireAnswers;
  handle(request: SandboxRequest, response: ServerResponse): void | Promise<void>;
}

/** A request whose body was read already (capped at 32 MB); `raw` is Node's own. */
export interface SandboxRequest {
  raw: IncomingMessage;
  method: string;
  url: URL;
  headers: Record<string, string | undefined>;
  body: Buffer;
}

/** What a provider is given. */
export interface SandboxWorld {
  /** True while a fault is switched on. */
  isBroken(fault: string): boolean;
  /** Folder of the provider's own, kept over restarts (keys made once, objects). */
  folder: string;
  /** The credentials this sandbox accepts, made once and kept; a test may plant its own. */
  secrets: SandboxSecrets;
  now(): Date;
}

export interface SandboxSecrets {
  geminiApiKey: string;
  googleProject: string;
  googleClientEmail: string;
  googlePrivateKey: string;
  googlePublicKey: string;
  githubAppId: string;
  githubInstallationId: number;
  githubPrivateKey: string;
  githubPublicKey: string;
  githubWebhookSecret: string;
  axiomToken: string;
  axiomDataset: string;
  spacesBucket: string;
  spacesRegion: string;
  spacesAccessKeyId: string;
  spacesSecretAccessKey: string;
}

/** A pretend provider: its hosts and the ways to break it. Faults of the wire (closed socket, silence, a proxy's page, empty, broken or huge answers) are common to all and not listed here. */
export interface SandboxProvider {
  name: 'gemini' | 'github' | 'axiom' | 'spaces';
  faults: Fault[];
  hosts(world: SandboxWorld): SandboxHost[];
}
