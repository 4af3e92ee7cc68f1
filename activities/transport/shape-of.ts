const MARK = '[redacted]';
const CAP = 8 * 1024;

/** What may be kept of an answer that holds credentials, wherever in it they are: of JSON all but the words; of a web page, which holds
 * none and tells of a proxy, its `beginning`; of anything else nothing. */
export function shapeOf(bytes: Uint8Array, beginning: string): string {
  if (/^\s*<(!doctype|html)/i.test(beginning)) return beginning;
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return JSON.stringify(json, (_key, value: unknown) => (typeof value === 'string' ? MARK : value)).slice(0, CAP);
  } catch {
    return MARK;
  }
}
