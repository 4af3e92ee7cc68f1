import type { AppLoadContext } from '@remix-run/node';
import type { Overview } from '#db/overview-reader.ts';
import { boardOf, type Board } from './board.ts';
import { remembered } from './remembered.server.ts';

const boards = new WeakMap<AppLoadContext, Promise<Board>>();
const made = new WeakMap<Overview, Board>();

/** How everything is, read once for all that one request asks; the context belongs to that request alone.
 * @throws a 503 where the database does not answer. */
export function boardOnce(context: AppLoadContext): Promise<Board> {
  const { services } = context;
  const known = boards.get(context);
  if (known) return known;
  const reading = Promise.all([remembered(services, (reader) => reader.overview()), services.temporalTrouble()]).then(
    ([overview, temporalTrouble]) => madeOnce(overview, temporalTrouble),
  );
  boards.set(context, reading);
  return reading;
}

/** Requests that share a reading share what is made of it. */
function madeOnce(overview: Overview, temporalTrouble: string | null): Board {
  const before = made.get(overview);
  if (before?.temporalTrouble === temporalTrouble) return before;
  const board = boardOf(overview, temporalTrouble);
  made.set(overview, board);
  return board;
}
