import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import { googleErrorOf } from './google-error.ts';
import { refusalOf, type Asked } from './refusals.ts';

export type GeminiKind = 'ai_studio' | 'vertex';
export type GeminiContext = JudgeContext<'ai_studio'> | JudgeContext<'vertex'>;

/** What every Gemini check has in common, on both providers: Google's own refusals, then the transport. Null where it did as asked. */
export function judgeGemini(evidence: Evidence<unknown>, context: GeminiContext, deadlineMs: number): Finding | null {
  const asked = askedOf(context);
  const last = evidence.exchanges.at(-1);
  const error = last && !last.trouble && !evidence.timedOut && (last.status ?? 0) >= 400 ? googleErrorOf(last.bodyText) : null;
  const refusal = error && refusalOf(error, last!.status!, asked);
  if (refusal)
    return ill(evidence, {
      ...refusal,
      status: 'fail',
      detail: error.reason ?? (error.status || `HTTP ${last!.status}`),
      hint: { ...refusal.hint, doc: context.doc },
    });
  return judgeTransport(evidence, {
    service: asked.service,
    addressVariable: asked.location === null ? 'GEMINI_BASE_URL' : 'VERTEX_BASE_URL',
    doc: context.doc,
    deadlineMs,
  });
}

function askedOf({ settings }: GeminiContext): Asked {
  if ('apiKey' in settings)
    return {
      service: 'Gemini',
      keyVariable: 'GEMINI_API_KEY',
      modelVariable: 'GEMINI_TEXT_MODEL',
      model: settings.textModel,
      project: null,
      location: null,
      email: null,
    };
  return {
    service: 'Vertex',
    keyVariable: settings.account?.source ?? 'the machine’s default credentials',
    modelVariable: 'VERTEX_TEXT_MODEL',
    model: settings.textModel,
    project: settings.project,
    location: settings.location,
    email: settings.account?.clientEmail ?? null,
  };
}
