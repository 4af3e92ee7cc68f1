import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}

/** Lays a compressed twin beside each script and style sheet, so that the panel never compresses the same file again. */
const compressedTwins: Plugin = {
  name: 'compressed-twins',
  apply: (config) => !config.build?.ssr,
  writeBundle({ dir }, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      const content = file.type === 'chunk' ? file.code : file.source;
      if (!/\.(js|css)$/.test(name) || content.length < 1_024) continue;
      writeFileSync(join(dir!, `${name}.br`), brotliCompressSync(content));
      writeFileSync(join(dir!, `${name}.gz`), gzipSync(content, { level: 9 }));
    }
  },
};

export default defineConfig({
  publicDir: 'web/public',
  // Nothing may arrive as a data: address: the policy of the pages allows none.
  build: { assetsInlineLimit: 0, target: 'es2022', cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
  plugins: process.env['VITEST']
    ? []
    : [
        compressedTwins,
        remix({
          appDirectory: 'web/app',
          buildDirectory: 'build',
          future: {
            v3_fetcherPersist: true,
            v3_relativeSplatPath: true,
            v3_throwAbortReason: true,
            v3_singleFetch: true,
            // A dozen routes are known at once for less than it takes to ask for them, link by link.
            v3_lazyRouteDiscovery: false,
          },
        }),
      ],
});
