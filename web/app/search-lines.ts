/** The lines in which the words stand, each with the lines it is nested in, so that one sees where one is, and how many have the words. All
 * of them where nothing is sought. */
export function searchLines(text: string, sought: string): { lines: string[]; found: number } {
  const lines = text.split('\n');
  const words = sought.trim().toLowerCase();
  if (words === '') return { lines, found: lines.length };
  const shown = new Set<number>();
  let found = 0;
  for (const [index, line] of lines.entries()) {
    if (!line.toLowerCase().includes(words)) continue;
    found += 1;
    shown.add(index);
    let depth = depthOf(line);
    for (let above = index - 1; above >= 0 && depth > 0; above--) {
      if (depthOf(lines[above]!) >= depth) continue;
      depth = depthOf(lines[above]!);
      shown.add(above);
    }
  }
  return { lines: lines.filter((_, index) => shown.has(index)), found };
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}
