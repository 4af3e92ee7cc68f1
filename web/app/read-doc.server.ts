import { readFile } from 'node:fs/promises';
import { artifactFile } from './artifact-file.server.ts';
import { listDocs } from './list-docs.server.ts';
import { renderDoc, type Doc } from './render-doc.server.ts';

/** The document, with or without its ending, or the list of a folder of documents. Null where there is neither, or it lies outside `folder`. */
export async function readDoc(folder: string, asked: string): Promise<Doc | null> {
  const path = asked.replace(/\/$/, '');
  const named = path.endsWith('.md') ? path : `${path}.md`;
  const file = await artifactFile(folder, named);
  const markdown = file?.endsWith('.md') ? await readFile(file, 'utf8').catch(() => null) : null;
  if (markdown !== null) return renderDoc(named, markdown);
  const list = await listDocs(folder, path);
  return list === null ? null : renderDoc(path === '' ? 'list.md' : `${path}/list.md`, list);
}
