import { open } from 'node:fs/promises';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { artifactFile } from './artifact-file.server.ts';
import { shownType } from './shown-types.ts';

interface Artifact {
  path: string;
  name: string;
  type: string;
}

/** An artifact as an answer that cannot do anything: fixed type, no sniffing, a sandbox of its own. Null where the file is gone or lies outside `folder`. */
export async function openArtifact(folder: string, { path, name, type }: Artifact, download: boolean): Promise<Response | null> {
  const file = await artifactFile(folder, path);
  if (file === null) return null;
  const handle = await open(file);
  const { size } = await handle.stat();
  const shown = shownType(type);
  return new Response(createReadableStreamFromReadable(handle.createReadStream()), {
    headers: {
      'Content-Type': shown ?? 'application/octet-stream',
      'Content-Length': String(size),
      'Content-Disposition': `${shown && !download ? 'inline' : 'attachment'}; filename="${name.replaceAll(/[^\w.-]/g, '-')}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, max-age=86400, immutable',
    },
  });
}
