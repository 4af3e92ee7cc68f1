import { createHash } from 'node:crypto';
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
  from: Colour;
  to: Colour;
  before: { sha256: string; hue: number | null };
  /** How much a channel of a pixel changed on average, 0 to 255; null where there is nothing to compare. */
  difference: number | null;
}

const shared = {
  capability: 'image_edit',
  title: 'A model changes a picture as it is told',
  why: 'An edit sends a picture and gets another: bytes go both ways, and a model may hand back what it was given.',
  does: 'Sends a small square of one colour, asks for another colour, and compares before and after.',
  costUsd: PICTURE_USD,
  expensive: true,
  baseline: false,
  cadenceMs: null,
  requires: ['text_to_image'],
  deadlineMs: DEADLINE_MS,
  thresholds: { slow_ms: 30_000, retiring_days: 30, least_side_px: 64, least_difference: 2, least_hue_moved: 60 },
  facts: ({ model_version, picture }: Answer) => ({ 'model version': model_version, 'type of the picture': picture?.type ?? null }),
  measures: measuresOf,
};

/** The image model edits on AI Studio. */
export const aiStudioImageEdit: Capability<'ai_studio', Answer> = {
  ...shared,
  kind: 'ai_studio',
  probe: async (tools, settings) => edit(tools, await openPictureTools(), aiStudioClient(tools, settings), settings.imageModel),
  judge,
};

/** The same on Vertex. */
export const vertexImageEdit: Capability<'vertex', Answer> = {
  ...shared,
  kind: 'vertex',
  async probe(tools, settings) {
    const pictures = await openPictureTools();
    const { client } = await mintToken(tools, settings);
    return edit(tools, pictures, vertexClient(tools, settings, client), settings.imageModel);
  },
  judge,
};

async function edit(tools: ProbeTools, pictures: PictureTools, client: GoogleGenAI, model: string): Promise<Answer> {
  const [from, to] = coloursFor(tools.probeId);
  const sent = await pictures.paint(from.hue);
  tools.keep({ name: 'before.png', type: 'image/png', bytes: sent });
  const was = await pictures.read(sent);
  const contents = [
    { inlineData: { mimeType: 'image/png', data: sent.toString('base64') } },
    `Edit this picture: everything that is ${from.name} becomes plain, pure ${to.name}.`,
  ];
  const { painted, thumbnail } = await askPicture(tools, { client, pictures, model, contents, name: 'after' });
  const before = { sha256: createHash('sha256').update(sent).digest('hex'), hue: was.facts.hue };
  return { ...painted, from, to, before, difference: was.thumbnail && thumbnail && differenceOf(was.thumbnail, thumbnail) };
}

/** Of two thumbnails: the same picture in another file format is the same picture. */
function differenceOf(one: Uint8Array, other: Uint8Array): number {
  const sum = one.reduce((total, value, at) => total + Math.abs(value - other[at]!), 0);
  return Math.round((sum / one.length) * 10) / 10;
}

function judge(evidence: Evidence<Answer>, context: GeminiContext): Finding {
  const { answer } = evidence;
  const finding = judgePicture(evidence, context, DEADLINE_MS) ?? judgePainted(evidence, context);
  return answer ? withResponseId(finding, answer) : finding;
}

function judgePainted(evidence: Evidence<Answer>, context: GeminiContext): Finding {
  const trouble = judgeFlaws(evidence, context, notEdited(evidence.answer!, context));
  if (trouble) return trouble;
  const { picture, from, to, before, model_version } = evidence.answer!;
  return well(evidence, {
    summary: `The picture went from ${from.name} to ${to.name} (hue ${before.hue}° → ${picture!.hue}°) with ${model_version ?? context.settings.imageModel}.`,
    costUsd: PICTURE_USD,
    metadata: { answer: evidence.answer },
  });
}

function notEdited({ picture, from, to, before, difference }: Answer, { settings, thresholds }: GeminiContext): Flaw | null {
  const look = 'Look at before and after among the artifacts.';
  if (picture!.sha256 === before.sha256 || (difference ?? 0) < thresholds['least_difference']!) {
    return {
      detail: 'same picture',
      summary: 'The picture came back as it was sent: nothing was edited.',
      id: 'SAME_IMAGE',
      title: 'The model hands back what it was given',
      steps: [
        look,
        'Run the check again: a single unedited picture passes.',
        `If it stays, look whether ${settings.imageModel} edits pictures, and compare before and after in the product too.`,
      ],
    };
  }
  const moved = hueDistance(before.hue, picture!.hue);
  if (moved !== null && moved >= thresholds['least_hue_moved']!) return null;
  return {
    detail: moved === null ? 'no colour' : `hue moved by ${moved}°`,
    summary: `Another picture came back, but ${from.name} did not become ${to.name}${moved === null ? ': it has no colour' : ` (hue ${before.hue}° → ${picture!.hue}°)`}.`,
    id: 'EDIT_IGNORED',
    title: 'It paints, but does not follow the edit',
    steps: [
      look,
      'Run the check again: it draws its colours by lot each time.',
      `If it stays, try another model than ${settings.imageModel}.`,
    ],
  };
}
