import type { Capability, ProbeTools } from './capability.ts';
import type { ErrorFacts, Evidence, Exchange, ProducedFile } from './evidence.ts';
import type { Kind, SettingsByKind } from './settings.ts';
import { createMeasuringAgent } from './transport/measuring-agent.ts';
import { createRecordingFetch } from './transport/recording-fetch.ts';

export interface Gathering {
  runId: string;
  probeId: string;
  /** Fires when the run is cancelled or the worker goes down. */
  cancelled: AbortSignal;
  /** Called with each value that was minted on the way and must not be found later. */
  onSecret(value: string): void;
}

/** Time for an aborted SDK to let go, so that its last exchange is written down. */
const LETTING_GO_MS = 150;

/** Runs a probe under our own outer deadline (no SDK's timeout covers all of it) and turns whatever happens into evidence.
 * Rejects only when the run was cancelled, with the signal's reason. */
export async function gatherEvidence<K extends Kind, Answer>(
  capability: Capability<K, Answer>,
  settings: SettingsByKind[K],
  gathering: Gathering,
): Promise<Evidence<Answer>> {
  const exchanges: Exchange[] = [];
  const files: ProducedFile[] = [];
  const deadline = AbortSignal.timeout(capability.deadlineMs);
  const signal = AbortSignal.any([deadline, gathering.cancelled]);
  const over = new AbortController();
  const agent = createMeasuringAgent(over.signal);
  const record = (exchange: Exchange) => exchanges.push(exchange);
  const tools: ProbeTools = {
    fetch: createRecordingFetch(agent, signal, record),
    recorder: { add: record },
    signal,
    deadlineMs: capability.deadlineMs,
    probeId: gathering.probeId,
    runId: gathering.runId,
    keep: (file) => files.push(file),
    secret: gathering.onSecret,
  };
  const wallClock = new Date();
  const began = performance.now();
  const ended = await settle(capability.probe(tools, settings), signal);
  const durationMs = performance.now() - began;
  void agent.destroy();
  over.abort();
  gathering.cancelled.throwIfAborted();
  return { ...ended, timedOut: ended.answer === null && deadline.aborted, exchanges, files, durationMs, wallClock };
}

/** The answer, or the error as facts; at the deadline no longer than a moment more. */
async function settle<Answer>(probing: Promise<Answer>, signal: AbortSignal): Promise<{ answer: Answer | null; error: ErrorFacts | null }> {
  const outcome = probing.then(
    (answer) => ({ answer, error: null }),
    (error: unknown) => ({ answer: null, error: factsOf(error) }),
  );
  const gaveUp = new Promise<{ answer: null; error: ErrorFacts }>((resolve) => {
    const onAbort = () =>
      setTimeout(
        () => resolve({ answer: null, error: { name: 'Deadline', message: 'the deadline passed', code: null, status: null } }),
        LETTING_GO_MS,
      );
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  return Promise.race([outcome, gaveUp]);
}

function factsOf(error: unknown): ErrorFacts {
  const facts = error as { name?: unknown; message?: unknown; code?: unknown; status?: unknown; $metadata?: { httpStatusCode?: unknown } };
  const status = facts?.status ?? facts?.$metadata?.httpStatusCode;
  return {
    name: typeof facts?.name === 'string' ? facts.name : 'Error',
    message: (typeof facts?.message === 'string' ? facts.message : String(error)).slice(0, 2_000),
    code: typeof facts?.code === 'string' || typeof facts?.code === 'number' ? String(facts.code) : null,
    status: typeof status === 'number' ? status : null,
  };
}
