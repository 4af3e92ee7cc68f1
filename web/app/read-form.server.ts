/** No form of ours is anywhere near as long. */
const LONGEST_BYTES = 64 * 1024;

/** The form that a request brings.
 * @throws a Response with a sentence where it brings something else. */
export async function readForm(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type))
    throw refusal(415, 'Unsupported Media Type', 'Send this as a form, as the pages of this panel do.');
  if (Number(request.headers.get('content-length')) > LONGEST_BYTES)
    throw refusal(413, 'Content Too Large', 'No form of this panel is longer than 64 KiB.');
  try {
    return await request.formData();
  } catch {
    throw refusal(400, 'Bad Request', 'The form is broken: it cannot be read.');
  }
}

function refusal(status: number, statusText: string, sentence: string): Response {
  return new Response(sentence, { status, statusText });
}
