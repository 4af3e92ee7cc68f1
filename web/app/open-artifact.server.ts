import { open } from 'node:fs/promises';
import { createReadableStreamFromReadable } from '@remix-run/node';
import sharp from 'sharp';
import { artifactFile } from './artifact-file.server.ts';
import { shownType } from './shown-types.ts';

/** Twice the pixels of the smallest place a picture is shown in. */
const THUMB_PX = 48;
/** A picture that claims more pixels is not decoded here. */
const MOST_PIXELS = 64_000_000;

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

/** A picture made small, for a row of a table: a page of them must not weigh megabytes. Null where it is gone, or is no picture we can read. */
export async function openThumb(folder: string, artifact: Artifact): Promise<Response | null> {
  // Looked at first: a file that is opened and not read to its end stays open.
  if (!artifact.type.startsWith('image/')) return null;
  const whole = await openArtifact(folder, artifact, false);
  if (whole === null) return null;
  const small = await sharp(Buffer.from(await whole.arrayBuffer()), { limitInputPixels: MOST_PIXELS })
    .resize(THUMB_PX, THUMB_PX, { fit: 'cover' })
    .webp()
    .toBuffer()
    .catch(() => null);
  if (small === null) return null;
  const headers = new Headers(whole.headers);
  headers.set('Content-Type', 'image/webp');
  headers.set('Content-Length', String(small.length));
  return new Response(new Uint8Array(small), { headers });
}
