import type { MetaFunction } from '@remix-run/node';
import { useRouteError } from '@remix-run/react';
import { WhatIsWrong } from '#web/app/components/what-is-wrong.tsx';
import { lostOr, pageTitle } from '#web/app/page-title.ts';

export const meta: MetaFunction = ({ error, matches }) => [{ title: pageTitle(matches, lostOr(error, null)) }];

/** Any other address below `/ops`: it keeps the frame. */
export function loader() {
  throw new Response('The address leads nowhere.', { status: 404 });
}

export default function Nowhere() {
  return null;
}

export function ErrorBoundary() {
  return <WhatIsWrong error={useRouteError()} framed />;
}
