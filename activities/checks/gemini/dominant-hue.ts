const BINS = 36;
const WIDTH = 360 / BINS;
/** Difference between the strongest and the weakest channel below which a pixel is grey to the eye. */
const GREY = 40;
/** Fewer coloured pixels than this share are noise. */
const NOISE = 0.02;

/** The hue, 0 to 359 degrees, that most of a picture’s colour has; null where it is grey, black or white. `rgb` has three bytes a pixel. */
export function dominantHue(rgb: Uint8Array): number | null {
  const weights = new Array<number>(BINS).fill(0);
  let coloured = 0;
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    const pixel = [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!] as const;
    const strength = Math.max(...pixel) - Math.min(...pixel);
    if (strength < GREY) continue;
    coloured += 1;
    // Bins lie around their degree, so that red, where the circle begins, is one of them and not half of two.
    weights[Math.round(hueOf(pixel, strength) / WIDTH) % BINS]! += strength;
  }
  if (coloured === 0 || coloured < (rgb.length / 3) * NOISE) return null;
  const around = (bin: number): [number, number, number] => [weights[(bin + BINS - 1) % BINS]!, weights[bin]!, weights[(bin + 1) % BINS]!];
  const scores = weights.map((_, bin) => around(bin)[0] + 2 * around(bin)[1] + around(bin)[2]);
  const best = scores.indexOf(Math.max(...scores));
  const [before, at, after] = around(best);
  const shift = (after - before) / (before + at + after);
  return Math.round((best + shift) * WIDTH + 360) % 360;
}

function hueOf([red, green, blue]: readonly [number, number, number], strength: number): number {
  const most = Math.max(red, green, blue);
  if (most === red) return (((green - blue) / strength) * 60 + 360) % 360;
  return most === green ? ((blue - red) / strength) * 60 + 120 : ((red - green) / strength) * 60 + 240;
}
