import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { SandboxRequest } from '#scripts/sandbox/provider.ts';

/** Answers with JSON, as Google's front ends do. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=UTF-8', 'server-timing': 'gfet4t7; dur=12', server: 'ESF' })
    .end(JSON.stringify(body));
}

/** The page with which Google's front ends answer a path that no API has. */
export function sendUnknownPath(response: ServerResponse, path: string): void {
  response
    .writeHead(404, { 'content-type': 'text/html; charset=UTF-8', server: 'ESF' })
    .end(
      `<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n<p>The requested URL <code>${encodeURI(path)}</code> was not found on this server.`,
    );
}

interface Contents {
  generationConfig?: { responseMimeType?: string };
  contents?: { parts?: { text?: string }[] }[];
}

/** Answers a generateContent as a model does that follows orders; `isBroken` names the ways in which it doesn't. */
export function generateContent(request: SandboxRequest, model: string, isBroken: (kind: string) => boolean): object {
  const { contents, generationConfig } = JSON.parse(request.body.toString() || '{}') as Contents;
  const prompt = (contents ?? [])
    .flatMap(({ parts }) => parts ?? [])
    .map(({ text }) => text ?? '')
    .join(' ');
  const about = {
    modelVersion: model,
    responseId: randomBytes(9).toString('base64url'),
    ...statusOf(isBroken),
  };
  const tokens = { promptTokenCount: 14, totalTokenCount: 20 };
  if (isBroken('text_blocked')) return { ...about, promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: tokens };
  if (isBroken('text_truncated'))
    return {
      ...about,
      candidates: [{ content: { role: 'model' }, finishReason: 'MAX_TOKENS', index: 0 }],
      usageMetadata: { ...tokens, thoughtsTokenCount: 1024 },
    };
  const isJson = generationConfig?.responseMimeType === 'application/json';
  const word = /: (\S+)\s*$/.exec(prompt)?.[1] ?? 'OK';
  const text = isBroken('text_wrong') ? 'I am a teapot.' : isJson ? jsonFor(prompt, isBroken) : word;
  return {
    ...about,
    candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { ...tokens, candidatesTokenCount: 6 },
  };
}

/** The object that a prompt describes: `its field "name" holds value`. */
function jsonFor(prompt: string, isBroken: (kind: string) => boolean): string {
  const fields = [...prompt.matchAll(/field "(\w+)" holds (\S+)/g)].map(([, name, value]) => {
    const isNumber = /^\d+$/.test(value!) && !isBroken('json_schema');
    return [name!, isNumber ? Number(value) : value!];
  });
  const text = JSON.stringify(Object.fromEntries(fields));
  return isBroken('json_broken') ? `Here is your JSON:\n\`\`\`json\n${text}\n\`\`\`` : text;
}

/** What an answer says of its model’s end; nothing of one that stays. */
function statusOf(isBroken: (kind: string) => boolean): object {
  if (isBroken('model_retired')) return { modelStatus: { modelStage: 'RETIRED', retirementTime: inDays(-1) } };
  return isBroken('model_retiring') ? { modelStatus: { modelStage: 'LEGACY', retirementTime: inDays(20.5) } } : {};
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
