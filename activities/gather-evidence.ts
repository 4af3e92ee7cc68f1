import type { LookupFunction } from 'node:net';
import type { Agent } from 'undici';
import { TIDYING_MS, type Capability, type ProbeTools } from './capability.ts';
import type { ErrorFacts, Evidence, Exchange, ProducedFile } from './evidence.ts';
import type { Redactor } from './redactor.ts';
import type { Kind, SettingsByKind } from './settings.ts';
import { watchStandstill } from './watch-standstill.ts';
import { createMeasuringAgent } from './transport/measuring-agent.ts';
import { createRecordingFetch } from './transport/recording-fetch.ts';

export interface Gathering {
  runId: string;
  probeId: string;
  /** Fires when the run is cancelled or the worker goes down. */
  cancelled: AbortSignal;
  /** Takes the secrets out of whatever is kept; learns those that are minted on the way. */
  redactor: Redactor;
  /** Resolves names in the machine's place. */
  lookup?: LookupFunction | undefined;
}

/** Time for an aborted SDK to let go, so that its last exchange is written down. */
const LETTING_GO_MS = 150;
/** An SDK may put a whole answer into its error. */
const MESSAGE_CAP = 2_000;

type Tidying = Parameters<ProbeTools['afterwards']>[0];

/** Runs a probe under our own outer deadline (no SDK's timeout covers all of it) and turns whatever happens into evidence.
 * Rejects only when the run was cancelled, with the signal's reason. */
export async function gatherEvidence<K extends Kind, Answer>(
  capability: Capability<K, Answer>,
  settings: SettingsByKind[K],
  gathering: Gathering,
): Promise<Evidence<Answer>> {
  const exchanges: Exchange[] = [];
  const files: ProducedFile[] = [];
  const { redactor } = gathering;
  const tidyings: Tidying[] = [];
  const deadline = AbortSignal.timeout(capability.deadlineMs);
  const over = new AbortController();
  // Whoever listens to a deadline is held until it passes: what the probe had in hand is let go with the probe.
  const signal = AbortSignal.any([deadline, gathering.cancelled, over.signal]);
  let made: Agent | null = null;
  // Not every probe goes out by it.
  const agent = (): Agent => (made ??= createMeasuringAgent(over.signal, gathering.lookup));
  const record = (exchange: Exchange) => exchanges.push(exchange);
  const recording = { agent, signal, redactor, record };
  const tools: ProbeTools = {
    fetch: createRecordingFetch(recording),
    fetchCredential: createRecordingFetch({ ...recording, isCredential: true }),
    lookup: gathering.lookup,
    recorder: { add: record },
    signal,
    deadlineMs: capability.deadlineMs,
    probeId: gathering.probeId,
    runId: gathering.runId,
    afterwards: (task) => tidyings.push(task),
    keep: (file) => files.push(file),
    secret: redactor.add,
    excerpt: redactor.head,
  };
  // What was minted is known only after the answer that brought it was written down.
  const minted = (exchange: Exchange): Exchange => ({ ...exchange, bodyText: exchange.bodyText && redactor.tail(exchange.bodyText) });
  const wallClock = new Date();
  const stoodStill = watchStandstill();
  const began = performance.now();
  const ended = await settle(capability.probe(tools, settings), signal, redactor);
  const durationMs = performance.now() - began;
  const stoodStillMs = stoodStill();
  const afterwards = await tidyUp(tidyings, agent, redactor);
  void (made as Agent | null)?.destroy();
  // With a reason of its own: an AbortError with its stack would be made for nobody.
  over.abort('over');
  gathering.cancelled.throwIfAborted();
  // Before it is judged: a judge may cut a text, and a secret that was cut is found no more.
  const clean = redactor.json({ ...ended, exchanges: exchanges.map(minted), afterwards: afterwards.map(minted) });
  return { ...clean, timedOut: ended.answer === null && deadline.aborted, files, durationMs, stoodStillMs, wallClock };
}

async function tidyUp(tidyings: readonly Tidying[], agent: () => Agent, redactor: Redactor): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  if (tidyings.length === 0) return exchanges;
  const signal = AbortSignal.timeout(TIDYING_MS);
  const fetch = createRecordingFetch({ agent, signal, redactor, record: (exchange) => exchanges.push(exchange) });
  await settle(Promise.allSettled(tidyings.map((tidy) => tidy({ fetch, signal }))), signal, redactor);
  return exchanges;
}

/** The answer, or the error as facts; at the deadline no longer than a moment more. */
async function settle<Answer>(
  probing: Promise<Answer>,
  signal: AbortSignal,
  redactor: Redactor,
): Promise<{ answer: Answer | null; error: ErrorFacts | null }> {
  const outcome = probing.then(
    (answer) => ({ answer, error: null }),
    (error: unknown) => ({ answer: null, error: factsOf(error, redactor) }),
  );
  let forget = (): void => {};
  const gaveUp = new Promise<{ answer: null; error: ErrorFacts }>((resolve) => {
    const onAbort = () =>
      setTimeout(
        () => resolve({ answer: null, error: { name: 'Deadline', message: 'the deadline passed', code: null, status: null } }),
        LETTING_GO_MS,
      );
    if (signal.aborted) return void onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    forget = () => signal.removeEventListener('abort', onAbort);
  });
  return Promise.race([outcome, gaveUp]).finally(forget);
}

function factsOf(error: unknown, redactor: Redactor): ErrorFacts {
  const facts = error as { name?: unknown; message?: unknown; code?: unknown; status?: unknown; $metadata?: { httpStatusCode?: unknown } };
  const status = facts?.status ?? facts?.$metadata?.httpStatusCode;
  return {
    name: typeof facts?.name === 'string' ? facts.name : 'Error',
    message: redactor.head(typeof facts?.message === 'string' ? facts.message : String(error), MESSAGE_CAP),
    code: typeof facts?.code === 'string' || typeof facts?.code === 'number' ? String(facts.code) : null,
    status: typeof status === 'number' ? status : null,
  };
}
