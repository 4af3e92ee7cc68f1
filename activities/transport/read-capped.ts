/** The answer was larger than anything a probe could have asked for. */
export class ResponseTooLarge extends Error {
  override name = 'ResponseTooLarge' as const;
}

/** Reads a stream to its end, or cancels it as soon as it exceeds `cap` bytes.
 * @throws ResponseTooLarge */
export async function readCapped(stream: AsyncIterable<unknown> | null, cap: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.byteLength;
    if (size > cap) throw new ResponseTooLarge(`The answer is larger than ${Math.round(cap / 1048576)} MB; it was not read to its end.`);
    chunks.push(bytes);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
