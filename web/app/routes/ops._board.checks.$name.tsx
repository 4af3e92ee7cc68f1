import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { boardOnce } from '#web/app/board-once.server.ts';
import { AskButton } from '#web/app/components/ask-button.tsx';
import { checkAddress } from '#web/app/filters.ts';
import type { loader as opsLoader } from './ops.tsx';

/** One check. */
export async function loader({ params: { name = '' }, context }: LoaderFunctionArgs) {
  const { rows } = await boardOnce(context);
  const at = rows.findIndex((row) => row.name === name);
  const row = rows[at];
  if (!row) throw new Response('There is no such check.', { status: 404 });
  return { row, before: rows[at - 1]?.name ?? null, after: rows[at + 1]?.name ?? null };
}

export default function Check() {
  const { row } = useLoaderData<typeof loader>();
  const { nonce } = useRouteLoaderData<typeof opsLoader>('routes/ops')!;
  return (
    <article>
      <h1>{row.label}</h1>
      <p>{row.found}</p>
      <AskButton ask={{ check: row.name }} nonce={nonce} back={checkAddress(row.name)} className="button" label={row.label}>
        Run
      </AskButton>
    </article>
  );
}
