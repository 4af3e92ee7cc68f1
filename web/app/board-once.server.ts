import type { AppLoadContext } from '@remix-run/node';
import { boardOf, type Board } from './board.ts';
import { watchFacts } from './watch-line.ts';
import { watchOnce } from './watch-once.server.ts';
import { remembered } from './remembered.server.ts';

const boards = new WeakMap<AppLoadContext, Promise<Board>>();

/** How everything is, read once for all that one request asks; the context belongs to that request alone.
 * @throws a 503 where the database does not answer. */
export function boardOnce(context: AppLoadContext): Promise<Board> {
  const { services } = context;
  const known = boards.get(context);
  if (known) return known;
  const reading = Promise.all([remembered(services, (reader) => reader.overview()), services.temporalTrouble(), watchOnce(context)]).then(
    ([overview, temporalTrouble, watch]) => boardOf(overview, temporalTrouble, watchFacts(watch, overview.now)),
  );
  boards.set(context, reading);
  return reading;
}
