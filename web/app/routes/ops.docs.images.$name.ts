import type { LoaderFunctionArgs } from '@remix-run/node';
import { openArtifact } from '#web/app/open-artifact.server.ts';

/** A picture of the documentation. */
export async function loader({ params: { name = '' }, context: { services } }: LoaderFunctionArgs) {
  const isOurs = /^[\w-]+\.png$/.test(name);
  const response = isOurs ? await openArtifact(services.docs, { path: `images/${name}`, name, type: 'image/png' }, false) : null;
  // Unlike an artifact it may be another one tomorrow.
  response?.headers.set('Cache-Control', 'private, max-age=3600');
  return response ?? new Response('There is no such picture.\n', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
