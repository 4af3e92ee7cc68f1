import type { AppLoadContext } from '@remix-run/node';
import { remembered } from './remembered.server.ts';
import { watched, TICKS, type Watched } from './watch-line.ts';

const watches = new WeakMap<AppLoadContext, Promise<Watched>>();

/** Who looks by himself, and when, read once for all that one request asks.
 * @throws a 503 where the database does not answer. */
export function watchOnce(context: AppLoadContext): Promise<Watched> {
  const { services } = context;
  const known = watches.get(context);
  if (known) return known;
  // One more than is shown: a tick is told by the run before it.
  const reading = Promise.all([remembered(services, (reader) => reader.automaticRuns(TICKS + 1)), services.scheduled()]).then(
    ([runs, scheduled]) => watched(runs, scheduled),
  );
  watches.set(context, reading);
  return reading;
}
