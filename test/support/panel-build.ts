import type { ServerBuild } from '@remix-run/node';
import type { Overview } from '#db/overview-reader.ts';
import * as entry from '#web/app/entry.server.tsx';
import * as root from '#web/app/root.tsx';
import * as index from '#web/app/routes/ops._board._index.tsx';
import * as board from '#web/app/routes/ops._board.tsx';
import * as events from '#web/app/routes/ops.events.ts';
import * as ops from '#web/app/routes/ops.tsx';
import type { Services } from '#web/app/services.server.ts';

const PARTS = [
  { id: 'root', path: '', module: root },
  { id: 'routes/ops', parentId: 'root', path: 'ops', module: ops },
  { id: 'routes/ops._board', parentId: 'routes/ops', module: board },
  { id: 'routes/ops._board._index', parentId: 'routes/ops._board', index: true, module: index },
  { id: 'routes/ops.events', parentId: 'routes/ops', path: 'events', module: events },
];

/** The page of checks and the event stream, put together as the builder would, without building. */
export const PANEL_BUILD = {
  entry: { module: entry },
  routes: Object.fromEntries(PARTS.map((part) => [part.id, part])),
  assets: {
    entry: { imports: [], module: '/assets/entry.client.js' },
    routes: Object.fromEntries(
      PARTS.map(({ module, ...part }) => [
        part.id,
        {
          ...part,
          ...{ hasAction: false, hasClientAction: false, hasClientLoader: false, hasErrorBoundary: part.id === 'root' },
          ...{ hasLoader: 'loader' in module, imports: [], module: `/assets/${part.id}.js` },
        },
      ]),
    ),
    url: '/assets/manifest.js',
    version: '1',
  },
  publicPath: '/',
  assetsBuildDirectory: 'build/client',
  basename: '/',
  isSpaMode: false,
  mode: 'production',
  future: {
    ...{
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: false,
    },
    unstable_optimizeDeps: false,
    v3_routeConfig: false,
  },
} as unknown as ServerBuild;

/** What its pages read from where nothing but this is remembered. */
export function servicesOver(
  overview: Overview,
  changes: Pick<Services['changes'], 'subscribe'> = { subscribe: () => () => {} },
): Services {
  const nothing = {
    groupFacts: () => Promise.resolve([]),
    automaticRuns: () => Promise.resolve({ runs: [], everyMs: null, now: overview.now }),
  };
  return {
    mode: 'sandbox',
    reader: { ...nothing, overview: () => Promise.resolve(overview) },
    changes,
    assertMemory: () => Promise.resolve(),
    temporalTrouble: () => Promise.resolve(null),
    scheduled: () => Promise.resolve({ schedule: null, silent: false }),
    sandbox: null,
  } as unknown as Services;
}
