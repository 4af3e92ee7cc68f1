import type { LoaderFunctionArgs } from '@remix-run/node';
import { openArtifact, openThumb } from '#web/app/open-artifact.server.ts';
import { isRunId } from '#web/app/read-asked.server.ts';
import { remembered } from '#web/app/remembered.server.ts';

/** A file that a probe produced or received. */
export async function loader({ request, params: { id = '' }, context: { services } }: LoaderFunctionArgs) {
  const artifact = isRunId(id) ? await remembered(services, (reader) => reader.artifact(id)) : null;
  const { searchParams: asked } = new URL(request.url);
  const thumb = artifact && asked.has('thumb') ? await openThumb(services.storage, artifact) : null;
  const response = thumb ?? (artifact && (await openArtifact(services.storage, artifact, asked.has('download'))));
  return (
    response ??
    new Response('There is no such file. Files are kept for 30 days.\n', {
      status: 404,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    })
  );
}
