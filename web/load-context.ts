import type { Services } from '#web/app/services.server.ts';

declare module '@remix-run/server-runtime' {
  /** What every loader and action is handed. */
  interface AppLoadContext {
    services: Services;
    /** Of this response's Content-Security-Policy. */
    nonce: string;
  }
}
