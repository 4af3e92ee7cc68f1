import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react';
import { pageTitle } from '#web/app/page-title.ts';
import { readDoc } from '#web/app/read-doc.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [{ title: pageTitle(matches, data?.doc.title) }];

/** A document does not change because a check did. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl }) => currentUrl.pathname !== nextUrl.pathname;

/** A document of the checkout, so that whoever sees a problem reads here why it happens. */
export async function loader({ params: { '*': asked = '' }, context: { services } }: LoaderFunctionArgs) {
  const doc = await readDoc(services.docs, asked);
  if (doc === null) throw new Response('There is no such document. All that there are stand under /ops/docs.', { status: 404 });
  return { doc, isList: asked === '' };
}

export default function Docs() {
  const { doc, isList } = useLoaderData<typeof loader>();
  return (
    <>
      {!isList && (
        <p className="crumb">
          <Link to="/ops/docs">Documentation</Link>
        </p>
      )}
      <article className="doc" dangerouslySetInnerHTML={{ __html: doc.html }} />
    </>
  );
}
