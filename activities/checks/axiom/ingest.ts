import { defineCapability } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import { warnOfAllowance } from './allowance.ts';
import { axiomClient } from './client.ts';
import { judgeAxiom } from './judge-axiom.ts';
import { limitsOf } from './limits.ts';
import { notTaken, type IngestStatus } from './not-taken.ts';
import { probeEvent } from './probe-event.ts';
import { warnOfRetry } from './retried.ts';

const DEADLINE_MS = 15_000;

/** One event goes into the dataset, and Axiom says that it took it. */
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
  requires: ['dataset'],
  deadlineMs: DEADLINE_MS,
  thresholds: { allowance_warn_percent: 20 },
  async probe(tools, settings) {
    const event = probeEvent(tools);
    const status = await axiomClient(tools, settings).ingest(settings.dataset, [event]);
    tools.keep({ name: 'status.json', type: 'application/json', bytes: Buffer.from(JSON.stringify({ event, status }, null, 2)) });
    return status as IngestStatus;
  },
  credential: (_, { dataset }) => ({ may: [`ingest into ${dataset}`] }),
  judge(evidence, context) {
    const { dataset } = context.settings;
    const asked = { action: `ingest into ${dataset}`, right: `Ingest on ${dataset}` };
    const trouble = judgeAxiom(evidence, context, DEADLINE_MS, asked);
    if (trouble) return trouble;
    const status = evidence.answer ?? undefined;
    const metadata = { status, limits: limitsOf(evidence.exchanges.at(-1)?.headers ?? {}) };
    const said = { summary: `One event went into ${dataset}.`, metadata };
    return (
      notTaken(evidence, context, status, metadata) ??
      warnOfRetry(evidence, context, said) ??
      warnOfAllowance(evidence, context, said) ??
      well(evidence, said)
    );
  },
});
