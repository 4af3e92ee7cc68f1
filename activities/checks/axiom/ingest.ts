import { defineCapability } from '#activities/capability.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { axiomClient } from './client.ts';
import { judgeAxiom } from './judge-axiom.ts';
import { limitsOf } from './limits.ts';
import { warnOfRetry } from './retried.ts';

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
    const { dataset } = context.settings;
    const trouble = judgeAxiom(evidence, context, DEADLINE_MS, { action: `ingest into ${dataset}`, right: `Ingest on ${dataset}` });
    if (trouble) return trouble;
    const { ingested, failed, failures } = evidence.answer ?? {};
    const metadata = { status: evidence.answer, limits: limitsOf(evidence.exchanges.at(-1)?.headers ?? {}) };
    if (ingested === 1 && !failed) {
      const said = { summary: `One event went into ${dataset}.`, metadata };
      return warnOfRetry(evidence, context, said) ?? well(evidence, said);
    }
    const reason = failures?.[0]?.error;
    return ill(evidence, {
      status: 'fail',
      failureClass: 'wrong_result',
      rung: 'function',
      detail: failed ? 'rejected' : 'nothing ingested',
      metadata,
      summary: failed
        ? `Axiom took the request but rejected the event${reason ? `: ${reason}` : ''}.`
        : 'Axiom answered, but does not say that it took the event.',
      hint: {
        id: 'AX_FIELDS',
        title: 'The dataset rejects the event',
        steps: [
          'Read the reason in the artifact status.json.',
          `In Axiom, open Settings → Datasets and views → ${dataset}: is the number of its fields at the limit (256 on the Personal plan, 1,024 on Axiom Cloud)?`,
          'Then vacuum the fields there (once a day at most), or put what varies into one map field; find which of your events brings ever new names.',
        ],
        doc: context.doc,
      },
    });
  },
});
