import type { AppLoadContext } from '@remix-run/node';
import type { Overview } from '#db/overview-reader.ts';
import { boardOf, type Board } from './board.ts';
import { remembered } from './remembered.server.ts';
import { watchFacts, type WatchFacts } from './watch-line.ts';
import { watchOnce } from './watch-once.server.ts';

const boards = new WeakMap<AppLoadContext, Promise<Board>>();
const made = new WeakMap<Overview, { of: string; board: Board }>();

/** How everything is, read once for all that one request asks; the context belongs to that request alone.
 * @throws a 503 where the database does not answer. */
export function boardOnce(context: AppLoadContext): Promise<Board> {
  const { services } = context;
  const known = boards.get(context);
  if (known) return known;
  const reading = Promise.all([remembered(services, (reader) => reader.overview()), services.temporalTrouble(), watchOnce(context)]).then(
    ([overview, temporalTrouble, watch]) => madeOnce(overview, temporalTrouble, watchFacts(watch, overview.now)),
  );
  boards.set(context, reading);
  return reading;
}

/** Requests that share a reading share what is made of it. */
function madeOnce(overview: Overview, temporalTrouble: string | null, watch: WatchFacts): Board {
  const of = JSON.stringify([temporalTrouble, watch]);
  const before = made.get(overview);
  if (before?.of === of) return before.board;
  const board = boardOf(overview, temporalTrouble, watch);
  made.set(overview, { of, board });
  return board;
}
