import type { AiStudioSettings, VertexSettings } from '#activities/settings.ts';
import { describeModels, type Described, type Wanted } from './describe-models.ts';
import { judgeModels } from './judge-models.ts';
import type { Other } from './list-models.ts';
import { onBoth } from './on-both.ts';

interface Answer {
  models: Described[];
  others: Other[] | null;
}

/** The models that the settings name exist and can do what they are there for. */
export const [aiStudioModels, vertexModels] = onBoth<Answer>({
  capability: 'models',
  title: 'The configured models exist and are there to stay',
  why: 'Google withdraws models; a name that is gone, or one of a preview, is best found before the product asks for it.',
  does: 'Asks for the description of each configured model; where one is missing, also for the list of those that exist.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: { ai_studio: ['text'], vertex: ['text'] },
  deadlineMs: 15_000,
  thresholds: { slow_ms: 5_000 },
  facts: ({ models }) => Object.fromEntries(models.map(({ id, version }) => [`version of ${id}`, version])),
  modelSetting: 'TEXT_MODEL',
  modelOf: ({ textModel }) => textModel,
  async ask(tools, client, settings) {
    const answer = await describeModels(tools, client, wantedBy(settings));
    tools.keep({ name: 'models.json', type: 'application/json', bytes: Buffer.from(JSON.stringify(answer, null, 2)) });
    return answer;
  },
  judgeAnswer: ({ models, others }, evidence, context) => judgeModels(evidence, context, models, others),
});

function wantedBy(settings: AiStudioSettings | VertexSettings): Wanted[] {
  const prefix = 'apiKey' in settings ? 'GEMINI' : 'VERTEX';
  return [
    { variable: `${prefix}_TEXT_MODEL`, id: settings.textModel, needs: 'generateContent' },
    { variable: `${prefix}_IMAGE_MODEL`, id: settings.imageModel, needs: 'generateContent' },
    { variable: `${prefix}_EMBEDDING_MODEL`, id: settings.embeddingModel, needs: 'embedContent' },
  ];
}
