import type { Finding, Hint, RungName } from '#workflows/core/finding.ts';
import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import { ONLY_TEXT_TELLS } from '#activities/judging/only-text-tells.ts';
import { googleErrorOf } from './google-error.ts';
import { memberOf } from './member-of.ts';
import { refusalOf, type Asked } from './refusals.ts';

export type GeminiContext = JudgeContext<'ai_studio'> | JudgeContext<'vertex'>;
/** A variable of the models, without the provider's name before it. */
export type ModelSetting = 'TEXT_MODEL' | 'IMAGE_MODEL' | 'EMBEDDING_MODEL';

interface Question {
  deadlineMs: number;
  model: string | null;
  modelSetting?: ModelSetting;
  nearest?: string | null;
}

/** What every Gemini check has in common, on both providers: Google's own refusals, then the transport, then whatever else kept an
 * answer away. `model` is the one that was asked, or null, `modelSetting` the variable it stands in, `nearest` the step that says which
 * others come near it. Null where there is an answer to judge. */
export function judgeGemini(
  evidence: Evidence<unknown>,
  context: GeminiContext,
  { deadlineMs, model, modelSetting = 'TEXT_MODEL', nearest = null }: Question,
): Finding | null {
  const asked = { ...askedOf(context, model, modelSetting), nearest, answeredAt: answeredAt(evidence) };
  const last = evidence.exchanges.at(-1);
  const error = last && !last.trouble && !evidence.timedOut && (last.status ?? 0) >= 400 ? googleErrorOf(last.bodyText) : null;
  const refusal = error && refusalOf(error, last!.status!, asked);
  const fail = (said: { failureClass: PatientClass; rung: RungName; detail: string; summary: string; hint: Omit<Hint, 'doc'> }) =>
    ill(evidence, { ...said, status: 'fail', hint: { ...said.hint, doc: context.doc } });
  if (refusal) return fail({ ...refusal, detail: error.reason ?? (error.status || `HTTP ${last!.status}`) });
  if (last && isUnknownAddress(last)) return fail(unknownAddress(asked));
  const trouble = judgeTransport(evidence, {
    service: asked.service,
    addressVariable: asked.addressVariable,
    doc: context.doc,
    deadlineMs,
  });
  if (trouble) return trouble;
  if (evidence.answer !== null) return null;
  return fail(last ? unexpected(last, asked) : unasked(evidence, asked));
}

/** By this machine’s clock. */
function answeredAt({ wallClock, durationMs }: Evidence<unknown>): Date {
  return new Date(wallClock.getTime() + durationMs);
}

/** What hints name of who is asked, and how. */
export function askedOf(
  { settings }: GeminiContext,
  model: string | null,
  modelSetting: ModelSetting,
): Omit<Asked, 'nearest' | 'answeredAt'> {
  if ('apiKey' in settings)
    return {
      service: 'Gemini',
      addressVariable: 'GEMINI_BASE_URL',
      keyVariable: 'GEMINI_API_KEY',
      modelVariable: `GEMINI_${modelSetting}`,
      model,
      project: null,
      location: null,
      email: null,
      member: memberOf({}),
    };
  const email = settings.account?.clientEmail || null;
  return {
    service: 'Vertex',
    addressVariable: 'VERTEX_BASE_URL',
    keyVariable: settings.account?.source ?? 'the machine’s default credentials',
    modelVariable: `VERTEX_${modelSetting}`,
    model,
    project: settings.project,
    location: settings.location,
    email,
    member: memberOf(email ? { client_email: email } : (settings.account?.other ?? {})),
  };
}

/** Google answers a path it doesn't know with a page of its own, not with JSON. */
function isUnknownAddress({ status, bodyText }: Exchange): boolean {
  return status === 404 && ONLY_TEXT_TELLS['gemini.unknown_path'].words.test(bodyText ?? '');
}

function unknownAddress(asked: Asked) {
  return {
    failureClass: 'api_version' as const,
    rung: 'function' as const,
    detail: 'HTTP 404, Google’s page',
    summary: `Google knows no such address: the API version or ${asked.addressVariable} is wrong.`,
    hint: {
      id: 'API_VERSION',
      title: 'There is no such API version',
      steps: [
        ...(asked.location === null ? ['Set GEMINI_API_VERSION=v1beta, or unset it.'] : []),
        `Look at ${asked.addressVariable}: it must be the origin alone, without a path.`,
      ],
    },
  };
}

function unexpected({ status, host }: Exchange, asked: Asked) {
  const moved = status !== null && status >= 300 && status < 400;
  return {
    failureClass: moved ? ('proxy' as const) : ('wrong_result' as const),
    rung: 'http' as const,
    detail: `HTTP ${status}`,
    summary: moved
      ? `${host} sends us elsewhere (HTTP ${status}), which ${asked.service} does not do.`
      : `${asked.service} answered HTTP ${status}, which its API does not know.`,
    hint: {
      id: 'UNREADABLE',
      title: 'The answer is not what the API promises',
      steps: [
        `Look at ${asked.addressVariable}: does it name the API?`,
        'Look at the proxy or gateway that the worker’s machine goes through.',
        'Read what came back: it stands in the probe’s metadata.',
      ],
    },
  };
}

/** The SDK refused to ask. */
function unasked(evidence: Evidence<unknown>, asked: Asked) {
  return {
    failureClass: 'config' as const,
    rung: 'auth' as const,
    detail: evidence.error?.name ?? 'no request',
    summary: `No request went out: the settings for ${asked.service} cannot be used.`,
    hint: {
      id: 'SETTINGS',
      title: 'The settings cannot be used',
      steps: [
        `Look at ${asked.keyVariable}: it must be plain ASCII, on one line, without quotes; copy it again.`,
        `Look at ${asked.addressVariable} and ${asked.modelVariable}.`,
        'Restart the worker.',
      ],
    },
  };
}
