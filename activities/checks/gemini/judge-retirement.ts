import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import type { GeminiContext } from './judge-gemini.ts';

const DAY_MS = 86_400_000;

/** What an answer says of its model. */
export interface Stage {
  model_version: string | null;
  /** STABLE, LEGACY, DEPRECATED …; null where the answer does not say (Vertex never does). */
  model_stage: string | null;
  /** When the model is withdrawn, ISO 8601. */
  retirement_time: string | null;
}

/** Judges what an answer says of its model’s own end (AI Studio says it, Vertex does not): a stage on the way out, or a day that is near
 * (threshold `retiring_days`). `setting` is the variable that names the model. Null where nothing of the kind is said. */
export function judgeRetirement(
  evidence: Evidence<unknown>,
  context: GeminiContext,
  { model_stage: stage, retirement_time: time, model_version }: Stage,
  said: { costUsd: number; metadata: Record<string, unknown> },
  setting: 'TEXT_MODEL' | 'IMAGE_MODEL' = 'TEXT_MODEL',
): Finding | null {
  const days = time ? Math.floor((Date.parse(time) - evidence.wallClock.getTime()) / DAY_MS) : null;
  const isOver = stage === 'RETIRED';
  const isLeaving = stage === 'LEGACY' || stage === 'DEPRECATED' || (days !== null && days <= context.thresholds['retiring_days']!);
  if (!isOver && !isLeaving) return null;
  const asked = setting === 'TEXT_MODEL' ? context.settings.textModel : context.settings.imageModel;
  const model = model_version ?? asked;
  const day = time?.slice(0, 10);
  const isPast = days !== null && days < 0;
  const verb = isOver ? 'is retired' : `answers, but ${isPast ? 'was to be' : 'will be'} retired`;
  const when = days === null ? '' : ` on ${day}${isPast ? '' : days === 0 ? ', today' : days === 1 ? ', tomorrow' : `, in ${days} days`}`;
  return ill(evidence, {
    ...said,
    status: isOver ? 'fail' : 'warn',
    failureClass: isOver ? 'retired' : 'expiring',
    rung: 'function',
    detail: stage ?? `until ${day!}`,
    summary: `${model} ${verb}${when}${stage ? ` (${stage})` : ''}.`,
    hint: {
      id: 'MODEL_RETIRING',
      title: isOver ? 'The model is retired' : 'The model’s days are counted',
      steps: [
        `Choose its successor on Google’s page of deprecations, try it in the product, and put it into ${'apiKey' in context.settings ? 'GEMINI' : 'VERTEX'}_${setting}.`,
        `Move the product ${day && !isPast ? `before ${day}` : 'now'}: afterwards ${asked} is answered 404.`,
        'Search the product’s settings and code for the old name: it often stands in more than one place.',
      ],
      doc: context.doc,
    },
  });
}
