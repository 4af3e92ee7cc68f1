const UNITS = ['KB', 'MB', 'GB'];

/** A number of bytes in few letters: 812 bytes, 1.3 MB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const power = Math.min(UNITS.length, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1_000 ** power;
  return `${size < 9.95 ? size.toFixed(1) : Math.round(size)} ${UNITS[power - 1]}`;
}
