/** A colour with its place on the circle of hues, in degrees. */
export interface Colour {
  name: string;
  hue: number;
}

/** A third of the circle apart: no model’s taste, no compression and no light makes one of them look like another. */
const COLOURS: readonly Colour[] = [
  { name: 'red', hue: 0 },
  { name: 'green', hue: 120 },
  { name: 'blue', hue: 240 },
];

/** The colour that a probe asks for, and the next of the circle: chosen by the probe’s id, so that what a cache kept will mostly not fit. */
export function coloursFor(probeId: string): [Colour, Colour] {
  const index = Number.parseInt(probeId.slice(-4), 16) % COLOURS.length;
  return [COLOURS[index]!, COLOURS[(index + 1) % COLOURS.length]!];
}
