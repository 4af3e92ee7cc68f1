import type { LoaderFunctionArgs } from '@remix-run/node';
import { isRunId } from '#web/app/read-asked.server.ts';
import { remembered } from '#web/app/remembered.server.ts';

/** The run as a document: the same that the command line prints. */
export async function loader({ params: { id = '' }, context: { services } }: LoaderFunctionArgs) {
  const document = isRunId(id) ? await remembered(services, (reader) => reader.runDocument(id, services.workflowUrl)) : null;
  if (!document) throw new Response('There is no such run.\n', { status: 404 });
  return new Response(`${JSON.stringify(document, null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="greenlight-run-${id}.json"`,
      'Cache-Control': 'no-store',
    },
  });
}
