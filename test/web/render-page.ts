import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import handleRequest from '#web/app/entry.server.tsx';
import * as root from '#web/app/root.tsx';
import * as ops from '#web/app/routes/ops.tsx';
import * as board from '#web/app/routes/ops._board.tsx';
import * as check from '#web/app/routes/ops._board.checks.$name.tsx';
import * as run from '#web/app/routes/ops.runs.$id.tsx';
import * as nowhere from '#web/app/routes/ops.$.tsx';
import type { Services } from '#web/app/services.server.ts';

const ROUTES = {
  root: { id: 'root', path: '', module: root },
  'routes/ops': { id: 'routes/ops', parentId: 'root', path: 'ops', module: ops },
  'routes/ops._board': { id: 'routes/ops._board', parentId: 'routes/ops', module: board },
  'routes/ops._board.checks.$name': {
    id: 'routes/ops._board.checks.$name',
    parentId: 'routes/ops._board',
    path: 'checks/:name',
    module: check,
  },
  'routes/ops.runs.$id': { id: 'routes/ops.runs.$id', parentId: 'routes/ops', path: 'runs/:id', module: run },
  'routes/ops.$': { id: 'routes/ops.$', parentId: 'routes/ops', path: '*', module: nowhere },
};

const build = {
  mode: 'production',
  entry: { module: { default: handleRequest } },
  routes: ROUTES,
  assets: {
    entry: { module: '/entry.js', imports: [] },
    routes: Object.fromEntries(
      Object.values(ROUTES).map(({ module, ...route }) => [
        route.id,
        { ...route, hasLoader: 'loader' in module, hasErrorBoundary: 'ErrorBoundary' in module, module: '' },
      ]),
    ),
    url: '/manifest.js',
    version: '1',
  },
  publicPath: '/',
  assetsBuildDirectory: 'build/client',
  future: {
    v3_singleFetch: true,
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_lazyRouteDiscovery: true,
  },
  isSpaMode: false,
} as unknown as ServerBuild;

const handle = createRequestHandler(build, 'production');

/** A page below `/ops` as the server sends it, by the real routes over these services. */
export async function renderPage(services: Services, path: string): Promise<{ status: number; html: string }> {
  const response = await handle(new Request(`http://127.0.0.1${path}`, { headers: { 'Sec-Fetch-Mode': 'navigate' } }), {
    services,
    nonce: 'n',
  });
  return { status: response.status, html: await response.text() };
}
