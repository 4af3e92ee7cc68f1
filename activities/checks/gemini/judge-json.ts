import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import type { Finding, Hint } from '#workflows/core/finding.ts';
import type { GeminiContext } from './judge-gemini.ts';
import { judgeRetirement } from './judge-retirement.ts';
import { judgeSilence } from './judge-silence.ts';
import type { Answered } from './read-answer.ts';

interface Asked {
  nonce: string;
  n: number;
}
type Told = Pick<Hint, 'id' | 'title' | 'steps'> & { detail: string; summary: string };

/** Judges an answer that was asked for as JSON by a schema: it must be JSON, hold what was asked for, and keep to the schema. */
export function judgeJson(
  evidence: Evidence<unknown>,
  context: GeminiContext,
  answer: Answered & { asked: Asked },
  costUsd: number,
): Finding {
  const said = { costUsd, metadata: { answer } };
  const silence = judgeSilence(evidence, context, answer, said);
  if (silence) return silence;
  const model = answer.model_version ?? context.settings.textModel;
  const tell = (status: 'warn' | 'fail', { detail, summary, ...hint }: Told) =>
    ill(evidence, {
      ...said,
      status,
      failureClass: 'wrong_result',
      rung: 'function',
      detail,
      summary,
      hint: { ...hint, doc: context.doc },
    });
  const value = parsed(answer.text);
  if (value === undefined) return tell('fail', noJson(answer, model));
  if (!answer.text.includes(answer.asked.nonce)) return tell('fail', otherContent(answer, context));
  const retiring = judgeRetirement(evidence, context, answer, said);
  const faults = schemaFaults(value, answer.asked);
  // A model that is retired is worse than one that wanders from the schema; one that is only leaving is not.
  if (retiring?.status === 'fail') return retiring;
  if (faults.length > 0) return tell('warn', otherForm(faults, model));
  return retiring ?? well(evidence, { ...said, summary: `A JSON object by the schema, with ${model}.` });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the schema asks for, and what was asked for in words, one sentence per miss. */
function schemaFaults(value: unknown, { nonce, n }: Asked): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['it is no object'];
  const fields = value as Record<string, unknown>;
  const more = Object.keys(fields).filter((name) => name !== 'nonce' && name !== 'n');
  return [
    ...(typeof fields['nonce'] === 'string' ? [] : ['nonce is no text']),
    ...(typeof fields['nonce'] === 'string' && fields['nonce'] !== nonce ? ['nonce holds more than was asked for'] : []),
    ...(Number.isInteger(fields['n']) ? [] : ['n is no whole number']),
    ...(Number.isInteger(fields['n']) && fields['n'] !== n ? [`n is not ${n}`] : []),
    ...more.map((name) => `${name} is not in the schema`),
  ];
}

function noJson({ text, finish_reason }: Answered, model: string): Told {
  const isCut = finish_reason === 'MAX_TOKENS';
  const isFenced = /^\s*```/.test(text);
  return {
    detail: isCut ? 'MAX_TOKENS' : 'no JSON',
    summary: `${model} was asked for JSON and answered “${text.trim().slice(0, 60)}”${isCut ? ', cut off' : ''}.`,
    id: isCut ? 'THINKING_BUDGET' : 'NOT_JSON',
    title: isCut ? 'The answer was cut off' : 'The answer is no JSON',
    steps: [
      isCut
        ? 'In the product, raise maxOutputTokens or lower the thinking level for this model.'
        : isFenced
          ? 'The JSON stands in a Markdown fence: the model was not told responseMimeType, or pays no heed. Look for a gateway that drops it.'
          : 'Look for a gateway between here and Google that drops responseMimeType or the schema.',
      'Let the product refuse what does not parse, and ask again.',
      'Read the artifact answer.json.',
    ],
  };
}

function otherContent({ text, asked }: Answered & { asked: Asked }, { settings }: GeminiContext): Told {
  return {
    detail: 'other content',
    summary: `JSON came back, but without ${asked.nonce}, which was asked for: “${text.trim().slice(0, 60)}”.`,
    id: 'WRONG_TEXT',
    title: 'It answers, but not what was asked',
    steps: [
      'Read the artifact answer.json.',
      `Look at ${'apiKey' in settings ? 'GEMINI_BASE_URL' : 'VERTEX_BASE_URL'}, and at proxies or gateways that answer from a cache.`,
      `Try another model in ${'apiKey' in settings ? 'GEMINI_TEXT_MODEL' : 'VERTEX_TEXT_MODEL'}.`,
    ],
  };
}

function otherForm(faults: string[], model: string): Told {
  return {
    detail: faults.join('; '),
    summary: `JSON came back, but ${model} did not keep to the schema: ${faults.join('; ')}.`,
    id: 'SCHEMA',
    title: 'The JSON is not in the schema’s form',
    steps: [
      'Let the product check each answer against its schema before using it.',
      'Look at the schema: simple types, everything named in `required`, no very deep nesting.',
      'Run the check again; if it stays, try a larger model.',
    ],
  };
}
