import type { Evidence } from '#activities/evidence.ts';
import { ill, untold } from '#activities/judging/findings.ts';
import type { FailureClass, PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { Painted } from './ask-picture.ts';
import { isAboutToken } from './is-about-token.ts';
import { judgeGemini, type GeminiContext } from './judge-gemini.ts';
import { judgeToken } from './judge-token.ts';
import { PICTURE_USD } from './picture-price.ts';
import { NO_PICTURE_TOOLS } from './read-picture.ts';

const BLOCKED = /SAFETY|PROHIBITED|BLOCKLIST|RECITATION|SPII|MODEL_ARMOR|JAILBREAK/;

/** Where no picture came that can be looked at: who refused, what came in its place, what is wrong with its bytes. Null where there is
 * a picture to judge. */
export function judgePicture(evidence: Evidence<Painted>, context: GeminiContext, deadlineMs: number): Finding | null {
  if (evidence.error?.name === NO_PICTURE_TOOLS) return blind(evidence, context);
  const isToken = 'tokenUrl' in context.settings && isAboutToken(evidence);
  const aboutToken = isToken ? judgeToken(evidence, context as never, deadlineMs) : null;
  if (aboutToken) return aboutToken;
  const model = context.settings.imageModel;
  const trouble = judgeGemini(evidence, context, { deadlineMs, model, modelSetting: 'IMAGE_MODEL' });
  if (trouble) return { ...trouble, cost_usd: mayBePaid(evidence, trouble.failure_class) ? PICTURE_USD : 0 };
  const answer = evidence.answer!;
  if (!answer.picture) return blockedOrMissing(evidence, context, answer);
  const { problem, width, height, type } = answer.picture;
  const tooSmall = Math.min(width ?? 0, height ?? 0) < context.thresholds['least_side_px']!;
  if (problem === null && !tooSmall) return null;
  const what = problem === null ? `it has only ${width} × ${height} pixels` : `it cannot be decoded: ${problem}`;
  return failing(evidence, context, {
    detail: problem === null ? `${width} × ${height}` : 'not decoded',
    summary: `${type ?? 'Something'} came as a picture, but ${what}.`,
    id: 'BAD_PICTURE',
    title: 'What came is not a usable picture',
    steps: [
      'Run the check again: a single damaged picture passes.',
      `Look at ${addressVariable(context)} and at proxies on the way: do they cut or rewrite large answers?`,
      'The bytes that came are kept as an artifact: send them with the response id to Google.',
    ],
  });
}

/** This machine cannot look at pictures: nothing was asked, nothing is the provider’s fault. */
function blind(evidence: Evidence<Painted>, context: GeminiContext): Finding {
  return untold(evidence, {
    status: 'unknown',
    failureClass: 'runner',
    summary: 'This worker has no decoder for pictures; nothing was asked.',
    hint: {
      id: 'NO_DECODER',
      title: 'The package sharp is missing or not made for this machine',
      steps: ['In the worker’s folder run: npm install', 'Restart the worker.', 'Read the error: it stands in the probe’s metadata.'],
      doc: context.doc,
    },
  });
}

/** Google goes on painting, and billing, when nobody listens any more; and what was cut off on its way was painted. */
function mayBePaid({ exchanges }: Evidence<Painted>, failureClass: FailureClass | null): boolean {
  const last = exchanges.at(-1);
  if (!last?.url.endsWith(':generateContent') || failureClass === 'proxy') return false;
  return last.status === 200 || last.trouble?.phase === 'http';
}

function blockedOrMissing(evidence: Evidence<Painted>, context: GeminiContext, answer: Painted): Finding {
  const finish = answer.finish_reason ?? '';
  const reason = answer.block_reason ?? (BLOCKED.test(finish) ? finish : null);
  if (reason) {
    return failing(evidence, context, {
      failureClass: 'blocked',
      detail: reason,
      summary: `The service works, but it blocked a harmless picture (${reason}).`,
      id: 'SAFETY',
      title: 'The content filter is too strict',
      steps: [
        'Run the check again: a single block passes.',
        'Look at the safety settings of the project, and at Model Armor if it is used.',
        `If it stays, try another model in ${modelVariable(context)}.`,
      ],
    });
  }
  const said = answer.text.trim();
  return failing(evidence, context, {
    detail: finish || 'no picture',
    summary: said
      ? `The model answered in words instead of a picture: “${said.slice(0, 80)}”.`
      : `The model answered without a picture${finish ? ` (${finish})` : ''}.`,
    id: 'NO_IMAGE',
    title: 'No picture came',
    steps: [
      'Run the check again: a single answer without a picture passes.',
      `Look at ${modelVariable(context)}: is ${context.settings.imageModel} a model that paints?`,
      'In the product, name IMAGE among the responseModalities, and try once more where no picture came.',
    ],
  });
}

interface Failing {
  failureClass?: PatientClass;
  detail: string;
  summary: string;
  id: string;
  title: string;
  steps: string[];
}

function failing(evidence: Evidence<Painted>, context: GeminiContext, said: Failing): Finding {
  const { id, title, steps } = said;
  return ill(evidence, {
    status: 'fail',
    failureClass: said.failureClass ?? 'wrong_result',
    rung: 'function',
    detail: said.detail,
    summary: said.summary,
    costUsd: evidence.answer?.picture ? PICTURE_USD : 0,
    metadata: { answer: evidence.answer },
    hint: { id, title, steps, doc: context.doc },
  });
}

const isStudio = ({ settings }: GeminiContext): boolean => 'apiKey' in settings;
const modelVariable = (context: GeminiContext): string => (isStudio(context) ? 'GEMINI_IMAGE_MODEL' : 'VERTEX_IMAGE_MODEL');
const addressVariable = (context: GeminiContext): string => (isStudio(context) ? 'GEMINI_BASE_URL' : 'VERTEX_BASE_URL');
