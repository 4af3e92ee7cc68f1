import { z } from 'zod';
import { defineCapability } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import { axiomClient } from './client.ts';
import { judgeAxiom } from './judge-axiom.ts';
import { judgeDataset } from './judge-dataset.ts';
import { limitsOf } from './limits.ts';
import { cannotRead, isMissing, notThere, noDataset } from './no-dataset.ts';
import { warnOfRetry } from './retried.ts';

const DEADLINE_MS = 10_000;

/** What Axiom says of a dataset (its OpenAPI document, v2); all but the name may be left out. */
const datasetSchema = z.object({
  name: z.string(),
  kind: z.string().nullish(),
  edgeDeployment: z.string().nullish(),
  edgeDeploymentUrl: z.string().nullish(),
  retentionDays: z.number().nullish(),
  useRetentionPeriod: z.boolean().nullish(),
  sharedByOrg: z.string().nullish(),
  canWrite: z.boolean().nullish(),
  created: z.string().nullish(),
});
export type AxiomDataset = z.infer<typeof datasetSchema>;

/** The dataset is there, takes events, and lives where they are sent. */
export const axiomDataset = defineCapability({
  kind: 'axiom',
  capability: 'dataset',
  title: 'The dataset exists, where events are sent',
  why: 'Events for a dataset that is not there, or lives in another edge deployment, are lost.',
  does: 'Asks Axiom for the dataset: its kind, its edge deployment, how long it keeps events.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['token'],
  deadlineMs: DEADLINE_MS,
  thresholds: { shortest_retention_days: 7 },
  async probe(tools, settings) {
    const { datasets } = axiomClient(tools, settings);
    try {
      return { dataset: (await datasets.get(settings.dataset)) as unknown, others: [] };
    } catch (error) {
      if (!isMissing(error)) throw error;
      // What is there instead tells a slip of the pen from a dataset that nobody made.
      return { dataset: null, others: (await datasets.list().catch(() => [])).map(({ name }) => name) };
    }
  },
  judge(evidence, context) {
    const asked = notThere(evidence);
    const trouble = judgeAxiom(asked, context, DEADLINE_MS, { action: `read about ${context.settings.dataset}`, right: 'Datasets: Read' });
    if (trouble?.failure_class === 'permission') return cannotRead(evidence, context);
    if (trouble?.failure_class === 'not_found') return noDataset(trouble, evidence, context);
    if (trouble) return trouble;
    const { data: dataset } = datasetSchema.safeParse(evidence.answer?.dataset);
    const found = judgeDataset(evidence, context, dataset ?? null);
    if (found.finding) return found.finding;
    const said = { summary: found.summary, metadata: { dataset, limits: limitsOf(evidence.exchanges.at(-1)?.headers ?? {}) } };
    return warnOfRetry(evidence, context, said) ?? well(evidence, said);
  },
  credential: () => ({ may: ['read datasets'] }),
  facts({ dataset }) {
    const { data } = datasetSchema.safeParse(dataset);
    return {
      'kind of the dataset': data?.kind,
      'edge deployment': data?.edgeDeployment,
      'retention of the dataset': data?.useRetentionPeriod ? `${data.retentionDays} days` : undefined,
    };
  },
});
