import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { cancelRun } from '#web/app/ask-doctor.server.ts';
import { isRunId } from '#web/app/read-asked.server.ts';
import { assertPost } from '#web/app/read-form.server.ts';
import { remembered } from '#web/app/remembered.server.ts';

/** Somebody who reloads the address of the form is led to the run. */
export function loader({ params: { id = '' } }: ActionFunctionArgs) {
  return redirect(`/ops/runs/${encodeURIComponent(id)}`);
}

/** Asks a run to end, and leads back to it. */
export async function action({ request, params: { id = '' }, context: { services } }: ActionFunctionArgs) {
  assertPost(request);
  const run = isRunId(id) ? await remembered(services, (reader) => reader.runProgress(id)) : null;
  if (!run) throw new Response('There is no such run, so nothing was cancelled.', { status: 404 });
  const query = new URLSearchParams(await cancelRun(services, run.workflowId)).toString();
  return redirect(`/ops/runs/${run.id}${query ? `?${query}` : ''}`, 303);
}
