import { createHash } from 'node:crypto';
import sharp from 'sharp';

const SIDE = 1024;
/** A pixel whose channels differ by less is grey to the eye, and is left as it is. */
const GREY = 40;

/** A PNG of 1024 × 1024 in one hue that runs from light to dark; another prompt gives another picture. */
export async function wash(prompt: string, hue: number): Promise<Buffer> {
  const [from, to] = [...createHash('sha256').update(prompt).digest().subarray(0, 2)].map((byte) => 35 + (byte / 255) * 25);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><defs><linearGradient id="g" x2="0.3" y2="1">
    <stop offset="0" stop-color="hsl(${hue}, 80%, ${from}%)"/><stop offset="1" stop-color="hsl(${hue}, 80%, ${to}%)"/>
    </linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`;
  return sharp(Buffer.from(svg)).flatten().png().toBuffer();
}

/** The same picture with all that has a colour in another hue, by the light it has; as large as its input. */
export async function recolour(input: Buffer, hue: number): Promise<Buffer> {
  const { data, info } = await sharp(input)
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (let at = 0; at < data.length; at += info.channels) {
    const [most, least] = [Math.max(data[at]!, data[at + 1]!, data[at + 2]!), Math.min(data[at]!, data[at + 1]!, data[at + 2]!)];
    if (most - least < GREY) continue;
    for (const [channel, share] of sharesOf(hue).entries()) data[at + channel] = least + Math.round((most - least) * share);
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .png()
    .toBuffer();
}

/** How much of a pixel’s colour each of red, green and blue has at a hue. */
function sharesOf(hue: number): [number, number, number] {
  const share = (shift: number): number => {
    const place = (hue / 60 + shift) % 6;
    return Math.max(0, Math.min(1, Math.abs(place - 3) - 1));
  };
  return [share(0), share(4), share(2)];
}
