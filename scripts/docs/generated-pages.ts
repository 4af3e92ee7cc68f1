import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { checksTable } from './checks-table.ts';
import { diagnosisGrid } from './diagnosis-grid.ts';
import { faultsTable } from './faults-table.ts';
import { fillSection } from './fill-section.ts';
import { wireTable } from './wire-table.ts';

/** What is made of the code: page → mark → what stands between the marks. */
const SECTIONS: Record<string, Record<string, () => string>> = {
  'README.md': { checks: checksTable },
  'docs/diagnosis.md': { grid: diagnosisGrid, faults: faultsTable, wire: wireTable },
};

/** Every page that is made of the code, as it should be now: path in the repository → whole text. */
export async function generatedPages(): Promise<Record<string, string>> {
  const pages = Object.entries(SECTIONS).map(async ([file, sections]) => {
    const filled = Object.entries(sections).reduce(
      (text, [name, content]) => fillSection(text, name, content()),
      readFileSync(file, 'utf8'),
    );
    return [file, await tidy(file, filled)] as const;
  });
  return Object.fromEntries(await Promise.all(pages));
}

async function tidy(file: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
