import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { checksTable } from './checks-table.ts';
import { fillSection } from './fill-section.ts';

/** Every page that is made of the code, as it should be now: path in the repository → whole text. */
export async function generatedPages(): Promise<Record<string, string>> {
  return { 'README.md': await tidy('README.md', fillSection(readFileSync('README.md', 'utf8'), 'checks', checksTable())) };
}

async function tidy(file: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
