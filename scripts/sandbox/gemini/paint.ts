import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { SandboxRequest } from '#scripts/sandbox/provider.ts';
import { statusOf } from './answers.ts';
import { googleError } from './errors.ts';
import { recolour, wash } from './pictures.ts';

interface Part {
  text?: string;
  inlineData?: { mimeType?: string; data?: string };
}
interface Question {
  contents?: { parts?: Part[] }[];
  generationConfig?: { responseModalities?: string[]; imageConfig?: { aspectRatio?: string } };
}

/** What generateContent says without a picture; the two APIs have words of their own for it. */
interface Words {
  missing: string;
  blocked: string;
}

const HUES: Record<string, number> = { red: 0, yellow: 60, green: 120, cyan: 180, blue: 240, magenta: 300 };
const TAKEN = ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/heif'];
const RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'];
/** Tokens of one picture of 1K. */
const PICTURE_TOKENS = 1120;

/** True where a picture is wanted, or where the model makes nothing else. */
export function wantsPicture({ body }: SandboxRequest, model: string): boolean {
  const { generationConfig } = JSON.parse(body.toString() || '{}') as Question;
  return isPainter(model) || (generationConfig?.responseModalities ?? []).includes('IMAGE');
}

/** Answers a generateContent as an image model does that follows orders: status and body. `isBroken` names the ways in which it doesn't. */
export async function paint(
  request: SandboxRequest,
  model: string,
  isBroken: (kind: string) => boolean,
  words: Words,
): Promise<[number, object]> {
  const { contents, generationConfig } = JSON.parse(request.body.toString()) as Question;
  const refuse = (message: string): [number, object] => [400, googleError(400, 'INVALID_ARGUMENT', message)];
  if (!isPainter(model)) return refuse('Model does not support the requested response modalities: image,text');
  const ratio = generationConfig?.imageConfig?.aspectRatio;
  if (ratio !== undefined && !RATIOS.includes(ratio)) return refuse(`aspect_ratio must be one of ${RATIOS.join(', ')}`);
  const parts = (contents ?? []).flatMap((content) => content.parts ?? []);
  const given = parts.find(({ inlineData }) => inlineData)?.inlineData;
  if (given && !TAKEN.includes(given.mimeType ?? '')) return refuse(`Unsupported MIME type: ${given.mimeType}`);
  const prompt = parts.map(({ text }) => text ?? '').join(' ');
  const input = given ? Buffer.from(given.data ?? '', 'base64') : null;
  if (input && !(await isPicture(input)))
    return refuse('Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting');

  const about = { modelVersion: model, ...statusOf(isBroken) };
  if (isBroken('image_blocked')) return [200, answer(about, [], words.blocked)];
  if (isBroken('image_missing')) return [200, answer(about, [{ text: 'Here is a description of the picture instead.' }], words.missing)];
  // The colour that is named last is the one that is wanted: “make the red blue”.
  const named = [...prompt.toLowerCase().matchAll(/\b(?:red|yellow|green|cyan|blue|magenta)\b/g)].at(-1)?.[0];
  const hue = ((HUES[named ?? ''] ?? 40) + (isBroken('image_off_colour') ? 180 : 0)) % 360;
  if (input && isBroken('image_unchanged')) return [200, pictured(about, await sharp(input).png().toBuffer(), 'image/png')];
  const png = await (input ? recolour(input, hue) : wash(prompt, hue));
  if (isBroken('image_damaged')) return [200, pictured(about, png.subarray(0, png.length / 2), 'image/png')];
  if (isBroken('image_mislabelled')) return [200, pictured(about, await sharp(png).jpeg().toBuffer(), 'image/png')];
  return [200, pictured(about, png, 'image/png')];
}

/** By its name, as Google names them: gemini-3.1-flash-image. */
const isPainter = (model: string): boolean => /-image(-preview)?$/.test(model);

async function isPicture(bytes: Buffer): Promise<boolean> {
  return sharp(bytes)
    .stats()
    .then(
      () => true,
      () => false,
    );
}

function pictured(about: object, bytes: Buffer, mimeType: string): object {
  return answer(about, [{ inlineData: { mimeType, data: bytes.toString('base64') } }], 'STOP');
}

function answer(about: object, parts: Part[], finishReason: string): object {
  const painted = parts.some(({ inlineData }) => inlineData) ? PICTURE_TOKENS : 0;
  return {
    candidates: [{ content: { role: 'model', ...(parts.length > 0 ? { parts } : {}) }, finishReason, index: 0 }],
    usageMetadata: {
      promptTokenCount: 27,
      candidatesTokenCount: painted,
      totalTokenCount: 27 + painted,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: 27 }],
      ...(painted > 0 ? { candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: painted }] } : {}),
    },
    ...about,
    responseId: randomBytes(9).toString('base64url'),
  };
}
