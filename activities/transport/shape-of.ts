const MARK = '[redacted]';
/** OAuth's word for what came: `Bearer`. */
const IS_KIND = /^(issued_)?token_type$/;
const CAP = 8 * 1024;

/** What may be kept of an answer that holds credentials, wherever in it they are: of JSON all but the words, save what kind of token it is; of a web page, which holds
 * none and tells of a proxy, its `beginning`; of anything else nothing. */
export function shapeOf(bytes: Uint8Array, beginning: string): string {
  if (/^\s*<(!doctype|html)/i.test(beginning)) return beginning;
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return JSON.stringify(json, (name, value: unknown) => (typeof value === 'string' && !IS_KIND.test(name) ? MARK : value)).slice(0, CAP);
  } catch {
    return MARK;
  }
}
