import { randomBytes } from 'node:crypto';
import type { SandboxRequest } from '#scripts/sandbox/provider.ts';

/** An error as all of Google's services write it (google.rpc.Status). */
export function googleError(code: number, status: string, message: string, details: object[] = []): object {
  return { error: { code, message, status, ...(details.length > 0 ? { details } : {}) } };
}

interface Contents {
  contents?: { parts?: { text?: string }[] }[];
}

/** Answers a generateContent as a model does that follows orders; `isBroken` names the ways in which it doesn't. */
export function generateContent(request: SandboxRequest, model: string, isBroken: (kind: string) => boolean): object {
  const { contents } = JSON.parse(request.body.toString() || '{}') as Contents;
  const prompt = (contents ?? [])
    .flatMap(({ parts }) => parts ?? [])
    .map(({ text }) => text ?? '')
    .join(' ');
  const about = { modelVersion: model, responseId: randomBytes(9).toString('base64url') };
  const tokens = { promptTokenCount: 14, totalTokenCount: 20 };
  if (isBroken('text_blocked')) return { ...about, promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: tokens };
  if (isBroken('text_truncated'))
    return {
      ...about,
      candidates: [{ content: { role: 'model' }, finishReason: 'MAX_TOKENS', index: 0 }],
      usageMetadata: { ...tokens, thoughtsTokenCount: 256 },
    };
  const word = /: (\S+)\s*$/.exec(prompt)?.[1] ?? 'OK';
  const text = isBroken('text_wrong') ? 'I am a teapot.' : word;
  return {
    ...about,
    candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { ...tokens, candidatesTokenCount: 6 },
  };
}
