import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  isRouteErrorResponse,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import { useContext, type ReactNode } from 'react';
import { LonePage } from './components/lone-page.tsx';
import { isAway, PanelAway } from './components/panel-away.tsx';
import { SandboxMark } from './components/sandbox-mark.tsx';
import { Sprite } from './components/sprite.tsx';
import { useFreshness } from './freshness.ts';
import type { Light } from './light-of.ts';
import { NonceContext } from './nonce-context.ts';
import { sandboxFrame } from './sandbox-frame.server.ts';
import { useOldTitle } from './use-old-title.ts';
import stylesheet from './styles/panel.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];
export const meta: MetaFunction = () => [{ title: 'Greenlight' }];

/** Fails with nothing that could be down, so that every page, also that of a lost memory, has its frame. */
export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  return { mode: services.mode, sandbox: services.sandbox && (await sandboxFrame(services, services.sandbox, new URL(request.url))) };
}

/** The frame of every page. */
export function Layout({ children }: { children: ReactNode }) {
  const nonce = useContext(NonceContext);
  const known = useRouteLoaderData<typeof loader>('root');
  const isOld = useFreshness().phase === 'old';
  const light = useWorstLight();
  useOldTitle(isOld);
  return (
    <html lang="en" className={isOld ? 'old' : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <link rel="icon" type="image/svg+xml" href={`/lights/${isOld ? 'unknown' : light}.svg`} />
        <Links />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <Sprite />
        {known?.mode === 'sandbox' && <SandboxMark frame={known.sandbox} />}
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isAway(error)) return <PanelAway />;
  if (isRouteErrorResponse(error) && error.status === 503)
    return <LonePage heading="The panel can’t read its memory." text={(error.data as { memory: string }).memory} waiting />;
  if (isRouteErrorResponse(error) && error.status === 404)
    return (
      <LonePage
        heading="There is no such page."
        text={typeof error.data === 'string' && error.data ? error.data : 'The address leads nowhere.'}
      />
    );
  // Remix's own words are for those who write routes.
  if (isRouteErrorResponse(error) && error.status === 405 && !isOurs(error.data))
    return <LonePage heading="Nothing can be sent here." text="This address shows a page and takes no form. Nothing was changed." />;
  if (isRouteErrorResponse(error)) return <LonePage heading="The panel could not do that." text={String(error.data)} />;
  return (
    <LonePage
      heading="The panel stumbled."
      text="This is a fault of the panel, not of any service. It is written down in the panel’s log."
    />
  );
}

/** Remix says why a route takes nothing by an error; ours is a sentence. */
function isOurs(data: unknown): boolean {
  return typeof data === 'string' && !data.startsWith('Error: ');
}

/** The worst light as favicon, as far as this page knows it. */
function useWorstLight(): Light | 'unknown' {
  const known = useMatches().find(({ id }) => id === 'routes/ops')?.data as { light: Light } | undefined;
  const light = known?.light ?? 'unknown';
  return light === 'skipped' ? 'never' : light;
}
