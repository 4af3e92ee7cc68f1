import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding, Hint } from '#workflows/core/finding.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { brokenLast } from './broken-last.ts';
import type { Described } from './describe-models.ts';
import type { GeminiContext } from './judge-gemini.ts';
import type { Other } from './list-models.ts';
import { nearestModels } from './nearest-models.ts';
import { stageOf } from './stage-of.ts';

interface Trouble extends Pick<Hint, 'id' | 'title' | 'steps'> {
  failureClass: PatientClass;
  detail: string;
  summary: string;
}

/** Judges the descriptions of the configured models: one that is missing first, then one that cannot do what it is there for, then one
 * that will not stay. */
export function judgeModels(evidence: Evidence<unknown>, context: GeminiContext, models: Described[], others: Other[] | null): Finding {
  const staged = models.map((model) => ({ ...model, stage: model.found ? stageOf(model.id, evidence.exchanges) : null }));
  const metadata = { models: staged, others: others?.map(({ id }) => id) ?? null };
  const tell = (status: 'warn' | 'fail', { failureClass, detail, summary, ...hint }: Trouble) =>
    ill(brokenLast(evidence), { status, failureClass, rung: 'function', detail, summary, metadata, hint: { ...hint, doc: context.doc } });
  const missing = models.filter(({ found }) => !found);
  if (missing.length > 0) return tell('fail', notThere(missing, others, context));
  const unable = models.find((model) => lackOf(model) !== null);
  if (unable) return tell('fail', cannot(unable, lackOf(unable)!));
  const fleeting = staged.find(({ stage }) => stage !== null);
  if (fleeting) return tell('warn', willNotStay(fleeting, fleeting.stage!));
  return well(evidence, { summary: `${models.map(({ id }) => id).join(', ')}: all are there.`, metadata });
}

function lackOf({ methods, needs }: Described): string | null {
  return (methods && needs.find((need) => !methods.includes(need))) ?? null;
}

function notThere(missing: Described[], others: Other[] | null, { settings }: GeminiContext): Trouble {
  const names = missing.map(({ id }) => id).join(' and ');
  const many = missing.length > 1;
  return {
    failureClass: 'not_found',
    detail: names,
    summary: `There ${many ? 'are no models' : 'is no model'} ${names}${'apiKey' in settings ? ' for this key and API version' : ' among those that Google offers on Vertex'}.`,
    id: 'MODEL_404',
    title: many ? 'Models are missing' : 'The model is missing',
    steps: [
      ...missing.map(({ id, variables, needs }) => nearestModels(id, variables.join(' and '), needs, others)),
      'apiKey' in settings
        ? `Look at GEMINI_API_VERSION: some models are in v1beta only, and ${settings.apiVersion} was asked.`
        : 'Look at VERTEX_BASE_URL: unset, it is Google’s own address for the location.',
      'If the name was right for months, Google has withdrawn the model: move the product to the new one too.',
    ],
  };
}

function cannot({ id, variables, methods }: Described, need: string): Trouble {
  return {
    failureClass: 'config',
    detail: `no ${need}`,
    summary: `${id} exists, but it is not a model for ${need}.`,
    id: 'MODEL_METHOD',
    title: 'The model is there for something else',
    steps: [
      `Look at ${variables.join(' and ')}: ${id} can ${methods!.join(', ') || 'nothing that is listed'}.`,
      `Put a model there that can ${need}; AI Studio lists them.`,
    ],
  };
}

function willNotStay({ id, variables }: Described, stage: string): Trouble {
  return {
    failureClass: 'expiring',
    detail: stage,
    summary: `${id} works, but it is no stable model (${stage}): Google withdraws such models at short notice.`,
    id: 'MODEL_RETIRING',
    title: 'The model is not there to stay',
    steps: [
      `Put a stable model into ${variables.join(' and ')} before the product depends on ${id}.`,
      `If it has to be ${id}, watch Google’s page of deprecations, and this check.`,
    ],
  };
}
