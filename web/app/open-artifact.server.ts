import { open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { createReadableStreamFromReadable } from '@remix-run/node';

/** Types that a browser may show; everything else is only ever downloaded. None of them can carry a script. */
const SHOWN: Record<string, string> = {
  'image/png': 'image/png',
  'image/jpeg': 'image/jpeg',
  'image/webp': 'image/webp',
  'image/gif': 'image/gif',
  'text/plain': 'text/plain; charset=utf-8',
  'application/json': 'application/json; charset=utf-8',
};

interface Artifact {
  path: string;
  name: string;
  type: string;
}

/** An artifact as an answer that cannot do anything: fixed type, no sniffing, a sandbox of its own. Null where the file is gone or lies outside `folder`. */
export async function openArtifact(folder: string, { path, name, type }: Artifact, download: boolean): Promise<Response | null> {
  const root = await realpath(folder).catch(() => null);
  const file = await realpath(join(folder, path)).catch(() => null);
  if (root === null || file === null || !file.startsWith(root + sep)) return null;
  const handle = await open(file);
  const { size } = await handle.stat();
  const shown = SHOWN[type.split(';')[0]!.trim().toLowerCase()];
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
