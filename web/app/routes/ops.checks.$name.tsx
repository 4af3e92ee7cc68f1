import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { readCheckQuery } from '#web/app/check-query.ts';
import { CheckArticle } from '#web/app/components/check/check-article.tsx';
import type { Light } from '#web/app/light-of.ts';
import { loadCheck } from '#web/app/load-check.server.ts';
import { readAsked } from '#web/app/read-asked.server.ts';
import { remembered } from '#web/app/remembered.server.ts';
import type { loader as opsLoader } from './ops.tsx';

const SIGNS: Record<Light, string> = { ok: '✓', warn: '▲', fail: '✕', unknown: '?', stale: '?', skipped: '–', never: '…' };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${SIGNS[data.view.row.light]} ${data.view.row.label} – Greenlight` : 'Greenlight' },
];

/** One check: how it stands, what to do, how it went before. */
export async function loader({ request, params: { name = '' }, context: { services } }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const [view, asked] = await remembered(services, (reader) =>
    Promise.all([loadCheck(services, name, readCheckQuery(url.searchParams)), readAsked(url, reader)]),
  );
  return { view, asked };
}

export default function CheckPage() {
  const { nonce, board } = useRouteLoaderData<typeof opsLoader>('routes/ops')!;
  const { view, asked } = useLoaderData<typeof loader>();
  return (
    <div className="single">
      <CheckArticle view={view} asked={asked} nonce={nonce} trouble={board.temporalTrouble} />
    </div>
  );
}
