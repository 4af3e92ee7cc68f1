import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { AppLoadContext, EntryContext, HandleDataRequestFunction } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { compressed } from './compressed.server.ts';
import { NonceContext } from './nonce-context.ts';

const PATIENCE_MS = 10_000;

/** Renders a page once all of it is known: nothing here is slow enough to be streamed. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} abortDelay={PATIENCE_MS} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        onAllReady() {
          const body = new PassThrough();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          headers.set('Cache-Control', 'no-store');
          resolve(buffer(pipe(body)).then((page) => compressed(request, page, { headers, status: failed ? 500 : status })));
        },
        onShellError: reject,
        onError() {
          failed = true;
        },
      },
    );
    setTimeout(abort, PATIENCE_MS).unref();
  });
}

/** What a page that is open already reads again. */
export const handleDataRequest: HandleDataRequestFunction = async (response, { request }) => {
  if (response.body === null) return response;
  const { status, headers } = response;
  return compressed(request, new Uint8Array(await response.arrayBuffer()), { status, headers: new Headers(headers) });
};

/** What goes wrong on the server is written down once, without what the page was asked with. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  // A page that is not there, or not for this method, is the asker's fault and tells him so.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  const { pathname } = new URL(request.url);
  const stack = error instanceof Error ? error.stack : isRouteErrorResponse(error) ? `${error.status} ${error.statusText}` : String(error);
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), level: 'ERROR', message: `${request.method} ${pathname} failed`, stack })}\n`,
  );
}
