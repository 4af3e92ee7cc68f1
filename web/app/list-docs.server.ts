import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** The documents below a folder, or below all of them for `''`, as a document of its own. Null where there are none. */
export async function listDocs(folder: string, under: string): Promise<string | null> {
  const paths = (await documents(folder)).filter((path) => under === '' || path.startsWith(`${under}/`)).sort();
  if (paths.length === 0) return null;
  const parts = Map.groupBy(paths, (path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))));
  const loose = parts.get(under) ?? [];
  const rest = [...parts].filter(([part]) => part !== under);
  const sections = rest.map(async ([part, own]) => `## ${headed(part)}\n\n${await items(folder, under, own)}`);
  return [`# ${under === '' ? 'Documentation' : headed(under)}`, await items(folder, under, loose), ...(await Promise.all(sections))].join(
    '\n\n',
  );
}

/** Files alone: a link may lead out of the folder, as a file and as a folder. */
async function documents(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}

async function items(folder: string, under: string, paths: readonly string[]): Promise<string> {
  const lines = paths.map(async (path) => {
    const markdown = await readFile(join(folder, path), 'utf8').catch(() => '');
    const [, title = path] = /^# (.+)$/m.exec(markdown) ?? [];
    return `- [${title}](${under === '' ? path : path.slice(under.length + 1)})`;
  });
  return (await Promise.all(lines)).join('\n');
}

function headed(folder: string): string {
  return folder[0]!.toUpperCase() + folder.slice(1);
}
