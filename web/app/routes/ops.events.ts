import type { LoaderFunctionArgs } from '@remix-run/node';
import { changeStream } from '#web/app/change-stream.server.ts';

/** Server-sent events that say only “changed”: the page reads again what it shows. */
export function loader({ request, context: { services } }: LoaderFunctionArgs) {
  return new Response(changeStream(services.changes, request.signal), {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
  });
}
