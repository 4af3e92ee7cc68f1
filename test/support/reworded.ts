import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { SandboxProvider } from '#scripts/sandbox/provider.ts';

/** Fields that hold words for people, in the errors of any provider; `error` is a code where it is one word. */
const PROSE = /^(message|error_description|description|title|detail|localizedMessage)$/;
const OTHER_WORDS = 'Dit is met andere woorden gezegd.';

/** The same pretend provider, whose errors say it in other words: whatever is written for people in them is replaced, and nothing else. */
export function reworded(provider: SandboxProvider): SandboxProvider {
  return {
    ...provider,
    hosts: (world) =>
      provider.hosts(world).map((host) => ({
        ...host,
        handle(request, response) {
          speakOtherwise(response);
          return host.handle(request, response);
        },
      })),
  };
}

/** Holds the head of an error back until its body is known: the length changes with the words. */
function speakOtherwise(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response);
  const end = response.end.bind(response);
  let held: { status: number; headers: OutgoingHttpHeaders } | null = null;
  response.writeHead = ((status: number, headers: OutgoingHttpHeaders = {}) => {
    if (status < 400 && !/xml/.test(String(headers['content-type']))) return writeHead(status, headers);
    held = { status, headers };
    return response;
  }) as typeof response.writeHead;
  response.end = ((body?: string | Buffer) => {
    if (!held) return end(body as string);
    const text = body === undefined ? undefined : inOtherWords(body.toString());
    const { 'content-length': length, ...headers } = held.headers;
    writeHead(
      held.status,
      text === undefined || length === undefined ? held.headers : { ...headers, 'content-length': Buffer.byteLength(text) },
    );
    return end(text);
  }) as typeof response.end;
}

/** An error's body with other words for people; its codes, names and numbers stay. */
export function inOtherWords(body: string): string {
  if (/^\s*</.test(body))
    return body
      .replace(/(<Error>.*<Message>)[^<]+(<\/Message>)/s, `$1${OTHER_WORDS}$2`)
      .replace(/(<title>)[^<]+(<\/title>)/i, `$1${OTHER_WORDS}$2`);
  try {
    return JSON.stringify(JSON.parse(body, (key, value: unknown) => (isProse(key, value) ? OTHER_WORDS : value)));
  } catch {
    return body === '' ? body : OTHER_WORDS;
  }
}

/** A text with a blank in it is written for people, whatever its field is called. */
function isProse(key: string, value: unknown): boolean {
  return typeof value === 'string' && value !== '' && (PROSE.test(key) || /\s/.test(value));
}
