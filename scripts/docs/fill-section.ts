/** A text with what stands between `<!-- name -->` and `<!-- /name -->` replaced.
 * @throws an Error where the marks are missing. */
export function fillSection(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [begin, end] = [text.indexOf(open), text.indexOf(close)];
  if (begin < 0 || end < begin)
    throw new Error(`The marks ${open} and ${close} are missing: put them around the section that is generated.`);
  return `${text.slice(0, begin + open.length)}\n\n${content}\n\n${text.slice(end)}`;
}
