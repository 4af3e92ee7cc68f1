import { judgeJson } from './judge-json.ts';
import { onBoth } from './on-both.ts';
import { readAnswer, type Answered } from './read-answer.ts';
import { thinking } from './thinking.ts';
import { tokensOf } from './tokens-of.ts';
import { withResponseId } from './with-response-id.ts';

const COST_USD = 0.0001;

/** Closed on purpose: what goes beyond it is not what was asked for. */
const SCHEMA = {
  type: 'object',
  properties: { nonce: { type: 'string' }, n: { type: 'integer' } },
  required: ['nonce', 'n'],
  additionalProperties: false,
};

interface Answer extends Answered {
  asked: { nonce: string; n: number };
}

/** A model answers in the form that a schema gives. */
export const [aiStudioJson, vertexJson] = onBoth<Answer>({
  capability: 'json',
  title: 'A model answers in the form that a schema gives',
  why: 'What reads answers by machine breaks on the first that is not in its form, while people still find the text fine.',
  does: 'Asks the text model for a small JSON object by a schema: about 60 tokens.',
  costUsd: COST_USD,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: { ai_studio: ['text'], vertex: ['text'] },
  deadlineMs: 20_000,
  thresholds: { slow_ms: 5_000, retiring_days: 30 },
  facts: ({ model_version }) => ({ 'model version': model_version }),
  measures: (answer) => ({ tokens: tokensOf(answer) }),
  modelSetting: 'TEXT_MODEL',
  modelOf: ({ textModel }) => textModel,
  async ask(tools, client, { textModel }) {
    const asked = { nonce: `OK-${tools.probeId.slice(-6)}`, n: 100 + (Number.parseInt(tools.probeId.slice(-3), 16) % 900) };
    const response = await client.models.generateContent({
      model: textModel,
      contents: `Answer with a JSON object: its field "nonce" holds ${asked.nonce} and its field "n" holds ${asked.n}`,
      config: {
        responseMimeType: 'application/json',
        responseJsonSchema: SCHEMA,
        temperature: 0,
        maxOutputTokens: 1024,
        ...thinking(textModel),
        abortSignal: tools.signal,
        automaticContinuation: false,
      },
    });
    const answer = readAnswer(response);
    if (answer.text !== '') tools.keep({ name: 'answer.json', type: 'application/json', bytes: Buffer.from(answer.text) });
    return { asked, ...answer, text: tools.excerpt(answer.text, 2_000) };
  },
  judgeAnswer: (answer, evidence, context) => withResponseId(judgeJson(evidence, context, answer, COST_USD), answer),
});
