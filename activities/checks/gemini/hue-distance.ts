/** How far two hues lie apart on their circle, 0 to 180 degrees; null where one of them is no colour. */
export function hueDistance(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return null;
  const apart = Math.abs(one - other) % 360;
  return Math.min(apart, 360 - apart);
}
