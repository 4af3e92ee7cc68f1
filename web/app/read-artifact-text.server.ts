import { open } from 'node:fs/promises';
import { artifactFile } from './artifact-file.server.ts';

const MOST_BYTES = 64 * 1024;

/** What stands in a file, as far as a page shows it. */
export interface ArtifactText {
  text: string;
  isCut: boolean;
}

/** Reads the beginning of a text file; null where it is gone. */
export async function readArtifactText(folder: string, path: string): Promise<ArtifactText | null> {
  const file = await artifactFile(folder, path);
  if (file === null) return null;
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
    const { size } = await handle.stat();
    const isCut = size > bytesRead;
    // A letter that was cut through is left out.
    return { text: new TextDecoder().decode(buffer.subarray(0, bytesRead), { stream: isCut }), isCut };
  } finally {
    await handle.close();
  }
}
