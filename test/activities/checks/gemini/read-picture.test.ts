import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { dominantHue } from '#activities/checks/gemini/dominant-hue.ts';
import { hueDistance } from '#activities/checks/gemini/hue-distance.ts';
import { NO_PICTURE_TOOLS, openPictureTools } from '#activities/checks/gemini/read-picture.ts';

const { read, paint } = await openPictureTools();
const blue = sharp({ create: { width: 200, height: 100, channels: 3, background: '#2040d0' } });

describe('the bytes of a picture', () => {
  it.each([
    ['image/png', () => blue.clone().png().toBuffer()],
    ['image/jpeg', () => blue.clone().jpeg().toBuffer()],
    ['image/webp', () => blue.clone().webp().toBuffer()],
  ])('say that they are %s, how large, and in which colour', async (type, bytes) => {
    const { facts, thumbnail } = await read(await bytes());
    expect(facts).toEqual({ type, width: 200, height: 100, hue: 230, problem: null });
    expect(thumbnail).toHaveLength(32 * 32 * 3);
  });

  it.each([
    ['half a PNG', async () => half(await blue.clone().png().toBuffer()), 'image/png'],
    ['a PNG with one wrong bit', async () => flipped(await blue.clone().png().toBuffer()), 'image/png'],
    ['half a JPEG', async () => half(await noise()), 'image/jpeg'],
    ['no picture', () => Promise.resolve(Buffer.from('{"error":"quota"}')), null],
    ['nothing', () => Promise.resolve(Buffer.alloc(0)), null],
    [
      'an SVG, which is a program',
      () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
      null,
    ],
  ])('are not taken for a picture where they are %s', async (_what, bytes, type) => {
    const { facts, thumbnail } = await read(await bytes());
    expect(facts).toMatchObject({ type, hue: null, problem: expect.stringMatching(/\w/) });
    expect(thumbnail).toBeNull();
  });

  it('that claim to be far too large are not opened', async () => {
    const bomb = await sharp({ create: { width: 7000, height: 7000, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    expect((await read(bomb)).facts.problem).toContain('pixel limit');
  });
});

it('names the missing decoder instead of the provider', async () => {
  await expect(openPictureTools(() => Promise.reject(new Error('Could not load the "sharp" module')))).rejects.toMatchObject({
    name: NO_PICTURE_TOOLS,
  });
});

describe('the colour of a picture', () => {
  it.each([0, 60, 120, 240, 350])('is the hue it was painted in: %d°', async (hue) => {
    expect((await read(await paint(hue))).facts.hue).toBe(hue);
  });

  it('is what most of it has, whatever is white, grey or black around', () => {
    expect(dominantHue(pixels([90, [255, 255, 255]], [20, [10, 20, 200]], [5, [200, 20, 20]]))).toBe(240);
  });

  it('is none in a grey picture, nor where a few pixels are noise', () => {
    expect(dominantHue(pixels([100, [128, 130, 125]]))).toBeNull();
    expect(dominantHue(pixels([100, [0, 0, 0]], [1, [255, 0, 0]]))).toBeNull();
    expect(dominantHue(new Uint8Array())).toBeNull();
  });
});

it.each([
  [0, 240, 120],
  [350, 10, 20],
  [90, 90, 0],
  [0, 180, 180],
  [null, 10, null],
])('hues %s and %s lie %s degrees apart', (one, other, apart) => {
  expect(hueDistance(one, other)).toBe(apart);
  expect(hueDistance(other, one)).toBe(apart);
});

const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2);
const noise = (): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: 'red', noise: { type: 'gaussian' } } })
    .jpeg()
    .toBuffer();

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[Math.floor(copy.length / 2)]! ^= 1;
  return copy;
}

function pixels(...runs: [number, [number, number, number]][]): Uint8Array {
  return Uint8Array.from(runs.flatMap(([count, pixel]) => Array.from({ length: count }, () => pixel).flat()));
}
