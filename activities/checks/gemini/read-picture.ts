import type sharpModule from 'sharp';
import { dominantHue } from './dominant-hue.ts';

/** What the bytes of a picture say of themselves. Null: it was not found out, and `problem` says why. */
export interface PictureFacts {
  /** By its content: `image/png`. */
  type: string | null;
  width: number | null;
  height: number | null;
  hue: number | null;
  problem: string | null;
}

export interface PictureTools {
  /** Decodes the whole picture; never rejects. `thumbnail` is 32 × 32, three bytes a pixel; null where it cannot be decoded. */
  read(bytes: Uint8Array): Promise<{ facts: PictureFacts; thumbnail: Uint8Array | null }>;
  /** A PNG of one colour. */
  paint(hue: number): Promise<Buffer>;
}

/** The name of the error that says that it is this machine that cannot look at pictures. */
export const NO_PICTURE_TOOLS = 'NoPictureTools';

const TYPES: Record<string, string> = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp', gif: 'image/gif', heif: 'image/heif' };
/** Far above 4K; a bomb of a few bytes can claim more. */
const MOST_PIXELS = 36_000_000;
const SIDE = 32;
const PAINTED_SIDE = 256;

/** Loads the decoder. Only when a picture is asked for: where its binary is missing, this check says so and all others work.
 * @throws an Error of the name NO_PICTURE_TOOLS */
export async function openPictureTools(load = () => import('sharp')): Promise<PictureTools> {
  let sharp: typeof sharpModule;
  try {
    sharp = (await load()).default;
  } catch (error) {
    throw Object.assign(new Error((error as Error).message), { name: NO_PICTURE_TOOLS });
  }
  return {
    async read(bytes) {
      const facts: PictureFacts = { type: null, width: null, height: null, hue: null, problem: null };
      try {
        const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS });
        const { format, width, height } = await picture.metadata();
        facts.type = TYPES[format] ?? null;
        // Formats that are programs or documents (SVG, PDF) are not opened.
        if (facts.type === null) return { facts: { ...facts, problem: `it is ${format}, which is no photograph` }, thumbnail: null };
        Object.assign(facts, { width, height });
        const thumbnail = await picture
          .flatten({ background: 'white' })
          .toColourspace('srgb')
          .resize(SIDE, SIDE, { fit: 'fill' })
          .raw()
          .toBuffer();
        return { facts: { ...facts, hue: dominantHue(thumbnail) }, thumbnail };
      } catch (error) {
        return { facts: { ...facts, problem: (error as Error).message.split('\n')[0]! }, thumbnail: null };
      }
    },
    paint: (hue) =>
      sharp({ create: { width: PAINTED_SIDE, height: PAINTED_SIDE, channels: 3, background: `hsl(${hue}, 80%, 45%)` } })
        .png()
        .toBuffer(),
  };
}
