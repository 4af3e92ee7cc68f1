import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { useContext, type ReactNode } from 'react';
import { SandboxMark } from './components/sandbox-mark.tsx';
import { Sprite } from './components/sprite.tsx';
import { WhatIsWrong } from './components/what-is-wrong.tsx';
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
  return <WhatIsWrong error={useRouteError()} />;
}

/** The worst light as favicon, as far as this page knows it. */
function useWorstLight(): Light | 'unknown' {
  const known = useMatches().find(({ id }) => id === 'routes/ops')?.data as { light: Light } | undefined;
  const light = known?.light ?? 'unknown';
  return light === 'skipped' ? 'never' : light;
}
