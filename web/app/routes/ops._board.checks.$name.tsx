import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { readCheckQuery } from '#web/app/check-query.ts';
import { CheckArticle } from '#web/app/components/check/check-article.tsx';
import { WhatIsWrong } from '#web/app/components/what-is-wrong.tsx';
import { loadCheck } from '#web/app/load-check.server.ts';
import { lostOr, pageTitle } from '#web/app/page-title.ts';
import { readAsked } from '#web/app/read-asked.server.ts';
import { remembered } from '#web/app/remembered.server.ts';
import type { loader as opsLoader } from './ops.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, error, matches }) => [
  { title: pageTitle(matches, lostOr(error, data?.view.row.label)) },
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
  const { nonce, temporalTrouble } = useRouteLoaderData<typeof opsLoader>('routes/ops')!;
  const { view, asked } = useLoaderData<typeof loader>();
  return <CheckArticle view={view} asked={asked} nonce={nonce} trouble={temporalTrouble} />;
}

export function ErrorBoundary() {
  return <WhatIsWrong error={useRouteError()} framed />;
}
