import { useRouteLoaderData } from '@remix-run/react';
import type { loader } from './routes/ops.tsx';

/** The moment of this page. */
export function useNow(): Date {
  return useRouteLoaderData<typeof loader>('routes/ops')!.board.now;
}
