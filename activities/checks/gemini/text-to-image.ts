import type { GoogleGenAI } from '@google/genai';
import type { Capability, ProbeTools } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { well } from '#activities/judging/findings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { askPicture, measuresOf, type Painted } from './ask-picture.ts';
import { aiStudioClient, vertexClient } from './client.ts';
import { coloursFor, type Colour } from './colours.ts';
import { hueDistance } from './hue-distance.ts';
import { judgeFlaws, type Flaw } from './judge-flaws.ts';
import type { GeminiContext } from './judge-gemini.ts';
import { judgePicture } from './judge-picture.ts';
import { mintToken } from './mint-token.ts';
import { PICTURE_USD } from './picture-price.ts';
import { openPictureTools, type PictureTools } from './read-picture.ts';
import { withResponseId } from './with-response-id.ts';

const DEADLINE_MS = 90_000;

interface Answer extends Painted {
  asked: Colour;
}

const shared = {
  capability: 'text_to_image',
  title: 'A model paints what it is told',
  why: 'Image models have quotas, prices and filters of their own: that words come back says nothing about pictures.',
  does: 'Asks the image model for a picture of one plain colour, and decodes what comes.',
  costUsd: PICTURE_USD,
  expensive: true,
  baseline: false,
  cadenceMs: null,
  requires: ['models'],
  deadlineMs: DEADLINE_MS,
  thresholds: { slow_ms: 30_000, retiring_days: 30, least_side_px: 64, most_hue_off: 60 },
  facts: ({ model_version, picture }: Answer) => ({ 'model version': model_version, 'type of the picture': picture?.type ?? null }),
  measures: measuresOf,
};

/** The image model paints on AI Studio. */
export const aiStudioTextToImage: Capability<'ai_studio', Answer> = {
  ...shared,
  kind: 'ai_studio',
  probe: async (tools, settings) => ask(tools, await openPictureTools(), aiStudioClient(tools, settings), settings.imageModel),
  judge,
};

/** The same on Vertex. */
export const vertexTextToImage: Capability<'vertex', Answer> = {
  ...shared,
  kind: 'vertex',
  async probe(tools, settings) {
    const pictures = await openPictureTools();
    const { client } = await mintToken(tools, settings);
    return ask(tools, pictures, vertexClient(tools, settings, client), settings.imageModel);
  },
  judge,
};

async function ask(tools: ProbeTools, pictures: PictureTools, client: GoogleGenAI, model: string): Promise<Answer> {
  const [asked] = coloursFor(tools.probeId);
  const contents = `Paint a picture that is filled to its edges with plain, pure ${asked.name}: one flat colour, no border, no text.`;
  const { painted } = await askPicture(tools, { client, pictures, model, contents, name: 'picture' });
  return { ...painted, asked };
}

function judge(evidence: Evidence<Answer>, context: GeminiContext): Finding {
  const { answer } = evidence;
  const finding = judgePicture(evidence, context, DEADLINE_MS) ?? judgePainted(evidence, context);
  return answer ? withResponseId(finding, answer) : finding;
}

function judgePainted(evidence: Evidence<Answer>, context: GeminiContext): Finding {
  const trouble = judgeFlaws(evidence, context, otherColour(evidence.answer!, context));
  if (trouble) return trouble;
  const { picture, asked, model_version } = evidence.answer!;
  return well(evidence, {
    summary: `Painted ${picture!.width} × ${picture!.height} pixels of ${asked.name}, as asked, with ${model_version ?? context.settings.imageModel}.`,
    costUsd: PICTURE_USD,
    metadata: { answer: evidence.answer },
  });
}

function otherColour({ picture, asked }: Answer, { settings, thresholds }: GeminiContext): Flaw | null {
  const off = hueDistance(picture?.hue ?? null, asked.hue);
  if (off !== null && off <= thresholds['most_hue_off']!) return null;
  return {
    detail: off === null ? 'no colour' : `hue off by ${off}°`,
    summary: `A picture came, but ${off === null ? 'without colour' : `in another colour (hue ${picture!.hue}°)`} where ${asked.name} was asked for.`,
    id: 'OTHER_PICTURE',
    title: 'It paints, but not what was asked',
    steps: [
      'Look at the picture among the artifacts.',
      'Run the check again: it draws its colour by lot each time. The same picture twice comes from a cache on the way.',
      `If the colours stay wrong, try another model than ${settings.imageModel}.`,
    ],
  };
}
