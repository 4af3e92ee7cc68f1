import type { LoaderFunctionArgs } from '@remix-run/node';
import { junitOf } from '#db/junit.ts';
import { isRunId } from '#web/app/read-asked.server.ts';
import { remembered } from '#web/app/remembered.server.ts';

/** The run as JUnit XML: the same that the command line writes. */
export async function loader({ params: { id = '' }, context: { services } }: LoaderFunctionArgs) {
  const document = isRunId(id) ? await remembered(services, (reader) => reader.runDocument(id)) : null;
  if (!document) throw new Response('There is no such run.\n', { status: 404 });
  return new Response(junitOf(document), {
    headers: {
      'Content-Type': 'application/xml; charset=utf-8',
      'Content-Disposition': `attachment; filename="greenlight-run-${id}.xml"`,
      'Cache-Control': 'no-store',
    },
  });
}
