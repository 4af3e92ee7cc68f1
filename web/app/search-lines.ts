/** The lines in which the words stand, each with the lines it is nested in, so that one sees where one is. All of them where nothing is sought. */
export function searchLines(text: string, sought: string): string[] {
  const lines = text.split('\n');
  const words = sought.trim().toLowerCase();
  if (words === '') return lines;
  const shown = new Set<number>();
  for (const [index, line] of lines.entries()) {
    if (!line.toLowerCase().includes(words)) continue;
    shown.add(index);
    let depth = depthOf(line);
    for (let above = index - 1; above >= 0 && depth > 0; above--) {
      if (depthOf(lines[above]!) >= depth) continue;
      depth = depthOf(lines[above]!);
      shown.add(above);
    }
  }
  return lines.filter((_, index) => shown.has(index));
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}
