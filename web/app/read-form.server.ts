/** No form of ours is anywhere near as long. */
const LONGEST_BYTES = 64 * 1024;

/** The form that a request brings.
 * @throws a Response with a sentence where it brings something else. */
export async function readForm(request: Request): Promise<FormData> {
  assertPost(request);
  const type = request.headers.get('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type))
    throw refusal(415, 'Unsupported Media Type', 'Send this as a form, as the pages of this panel do.');
  try {
    return await new Response(await bytesOf(request), { headers: { 'content-type': type } }).formData();
  } catch (error) {
    if (error instanceof Response) throw error;
    throw refusal(400, 'Bad Request', 'The form is broken: it cannot be read.');
  }
}

/** Remix hands PUT, PATCH and DELETE to the same action.
 * @throws a Response with a sentence where the form was not posted. */
export function assertPost({ method }: Request): void {
  if (method !== 'POST') throw refusal(405, 'Method Not Allowed', `This takes forms by POST, not by ${method}. Nothing was done.`);
}

/** Counts for itself: a body that is sent in pieces does not say how long it is, and one that says so may lie. */
async function bytesOf({ headers, body }: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(headers.get('content-length')) > LONGEST_BYTES) throw tooLong();
  const bytes = new Uint8Array(LONGEST_BYTES);
  let length = 0;
  // Given up, it is left as it is: to cancel it would close the connection before the refusal is written.
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    if (length + piece.value.byteLength > LONGEST_BYTES) throw tooLong();
    bytes.set(piece.value, length);
    length += piece.value.byteLength;
  }
  return bytes.subarray(0, length);
}

function tooLong(): Response {
  return refusal(413, 'Content Too Large', 'No form of this panel is longer than 64 KiB.');
}

function refusal(status: number, statusText: string, sentence: string): Response {
  return new Response(sentence, { status, statusText });
}
