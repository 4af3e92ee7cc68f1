import { createHash } from 'node:crypto';
import type { ContentListUnion, GoogleGenAI } from '@google/genai';
import type { ProbeTools } from '#activities/capability.ts';
import type { Stage } from './judge-retirement.ts';
import { stageIn } from './read-answer.ts';
import type { PictureFacts, PictureTools } from './read-picture.ts';
import { tokensOf } from './tokens-of.ts';

/** What came of asking a model for a picture. */
export interface Painted extends Stage {
  /** Null where no picture came. `declared`: the type that the answer gives it. */
  picture: (PictureFacts & { declared: string | null; bytes: number; sha256: string }) | null;
  /** The words beside the picture, or in its place. */
  text: string;
  finish_reason: string | null;
  block_reason: string | null;
  response_id: string | null;
  usage: Record<string, unknown> | null;
}

interface Asking {
  client: GoogleGenAI;
  pictures: PictureTools;
  model: string;
  contents: ContentListUnion;
  /** The name of the artifact, without its extension. */
  name: string;
}

/** Asks for one picture, keeps it as an artifact, and looks into it. */
export async function askPicture(
  tools: ProbeTools,
  { client, pictures, model, contents, name }: Asking,
): Promise<{ painted: Painted; thumbnail: Uint8Array | null }> {
  const response = await client.models.generateContent({
    model,
    contents,
    config: {
      // Both: not every image model takes pictures alone.
      responseModalities: ['TEXT', 'IMAGE'],
      imageConfig: { aspectRatio: '1:1' },
      abortSignal: tools.signal,
      automaticContinuation: false,
    },
  });
  const candidate = response.candidates?.[0];
  // A model that thinks in pictures sends its sketches too.
  const parts = (candidate?.content?.parts ?? []).filter(({ thought }) => !thought);
  const inline = parts.find(({ inlineData }) => inlineData?.data)?.inlineData;
  const text = parts.map((part) => part.text ?? '').join('');
  const painted: Painted = {
    picture: null,
    text: tools.excerpt(text, 500),
    finish_reason: candidate?.finishReason ?? null,
    block_reason: response.promptFeedback?.blockReason ?? null,
    response_id: response.responseId ?? null,
    usage: (response.usageMetadata as Record<string, unknown> | undefined) ?? null,
    ...stageIn(response),
  };
  if (!inline) return { painted, thumbnail: null };
  const bytes = Buffer.from(inline.data!, 'base64');
  const { facts, thumbnail } = await pictures.read(bytes);
  tools.keep({ name: `${name}.${facts.type?.split('/')[1] ?? 'bin'}`, type: facts.type ?? 'application/octet-stream', bytes });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  painted.picture = { ...facts, declared: inline.mimeType ?? null, bytes: bytes.byteLength, sha256 };
  return { painted, thumbnail };
}

/** What of a picture can be laid beside another provider’s. */
export function measuresOf(painted: Painted): Record<string, number | null | undefined> {
  const { picture } = painted;
  return { bytes: picture?.bytes, width: picture?.width, height: picture?.height, tokens: tokensOf(painted) };
}
