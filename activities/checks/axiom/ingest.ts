import { defineCapability } from '#activities/capability.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { axiomClient } from './client.ts';
import { judgeAxiom } from './judge-axiom.ts';

const DEADLINE_MS = 15_000;

/** One event goes into the dataset, and Axiom says that it took it: a 200 alone proves nothing, rejected events come with one. */
export const axiomIngest = defineCapability({
  kind: 'axiom',
  capability: 'ingest',
  title: 'An event goes into the dataset',
  why: 'What is not ingested is not there when somebody looks for it at night.',
  does: 'Sends one small event with constant field names into the configured dataset.',
  costUsd: 0,
  expensive: false,
  baseline: true,
  cadenceMs: 21_600_000,
  requires: ['token'],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings) {
    const event = { _time: new Date().toISOString(), source: 'greenlight', probe_id: tools.probeId, run_id: tools.runId };
    const status = await axiomClient(tools, settings).ingest(settings.dataset, [event]);
    tools.keep({ name: 'status.json', type: 'application/json', bytes: Buffer.from(JSON.stringify({ event, status }, null, 2)) });
    return status as { ingested?: number; failed?: number; failures?: { error?: string }[]; processedBytes?: number };
  },
  judge(evidence, context) {
    const trouble = judgeAxiom(evidence, context, DEADLINE_MS, `ingest into ${context.settings.dataset}`);
    if (trouble) return trouble;
    const { ingested, failed, failures } = evidence.answer ?? {};
    if (ingested === 1 && !failed) {
      const retried = evidence.exchanges.length > 1;
      if (!retried)
        return well(evidence, { summary: `One event went into ${context.settings.dataset}.`, metadata: { status: evidence.answer } });
      const first = evidence.exchanges[0]!;
      return ill(evidence, {
        status: 'warn',
        failureClass: first.trouble ? 'connect' : 'server_error',
        rung: 'http',
        detail: 'the SDK asked twice',
        metadata: { status: evidence.answer },
        summary: `One event went into ${context.settings.dataset}, but only when the SDK asked again: first ${first.trouble?.code ?? `HTTP ${first.status}`}.`,
        hint: {
          id: 'RETRIED',
          title: 'It works, but not at once',
          steps: ['Look at the bars: a single warning passes.', 'If it comes again, look at Axiom’s status page.'],
          doc: context.doc,
        },
      });
    }
    const reason = failures?.[0]?.error;
    return ill(evidence, {
      status: 'fail',
      failureClass: 'wrong_result',
      rung: 'function',
      detail: failed ? 'rejected' : 'nothing ingested',
      metadata: { status: evidence.answer },
      summary: failed
        ? `Axiom took the request but rejected the event${reason ? `: ${reason}` : ''}.`
        : 'Axiom answered, but does not say that it took the event.',
      hint: {
        id: 'AX_FIELDS',
        title: 'The dataset rejects the event',
        steps: [
          `In Axiom, open the dataset ${context.settings.dataset}: is its schema locked, or its number of fields at the limit?`,
          'Read the reason in the artifact status.json.',
        ],
        doc: context.doc,
      },
    });
  },
});
