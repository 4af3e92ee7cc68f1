import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { securityPolicy } from '#web/app/security-policy.ts';
import type { Services } from '#web/app/services.server.ts';
import { compressedFiles } from './compressed-files.ts';
import './load-context.ts';

interface Options {
  build: ServerBuild;
  services: Services;
  /** Where the built client lies. */
  assets: string;
  /** Host names under which the panel may be asked for. */
  hosts: readonly string[];
}

/** The panel as an Express application: headers, the wall against other sites, static files, pages. */
export function createApp({ build, services, assets, hosts }: Options): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(secureHeaders, onlyUnder(hosts), onlyFromHere);
  const built = join(assets, 'assets');
  app.use('/assets', compressedFiles(built), express.static(built, { immutable: true, maxAge: '1y', index: false, redirect: false }));
  // Asked for where a document names no light of its own: a probe’s file, a run as JSON, a page that is just being put anew.
  app.get('/favicon.ico', (_request, response) => response.redirect('/lights/unknown.svg'));
  app.use(express.static(assets, { maxAge: '1h', index: false, redirect: false }));
  app.all(
    '*',
    createRequestHandler({
      build,
      mode: 'production',
      getLoadContext: (_request, response) => ({ services, nonce: response.locals['nonce'] as string }),
    }),
  );
  app.use(inASentence);
  return app;
}

/** What reaches this never came to a page: an address that cannot be read, or a fault below the pages. */
const inASentence: ErrorRequestHandler = (error: { status?: number; stack?: string }, request, response, next) => {
  const status = error.status !== undefined && error.status >= 400 && error.status < 500 ? error.status : 500;
  if (status === 500)
    process.stderr.write(
      `${JSON.stringify({ at: new Date().toISOString(), level: 'ERROR', message: `${request.method} ${request.path} failed`, stack: error.stack })}\n`,
    );
  if (response.headersSent) return next(error);
  const sentence =
    status === 500
      ? 'The panel stumbled. It is written down in the panel’s log.'
      : 'This address cannot be read. Open /ops and go on from there.';
  response.status(status).type('text').send(`${sentence}\n`);
};

/** For every answer. */
const secureHeaders: RequestHandler = (_request, response, next) => {
  const nonce = randomBytes(16).toString('base64');
  response.locals['nonce'] = nonce;
  response.set({
    'Content-Security-Policy': securityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    // Not `no-referrer`: forms would then say `Origin: null`, and could not prove where they come from.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  });
  next();
};

/** A foreign name that points to this machine is a trick to read the panel from another site. */
function onlyUnder(hosts: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (hosts.includes(request.hostname)) return next();
    response
      .status(421)
      .type('text')
      .send(`This panel is not known as ${request.hostname}. Open it under ${hosts[0]}, or set GREENLIGHT_BASE_URL.\n`);
  };
}

/** Whatever changes something must come from a page of ours: no other site may press our buttons. */
const onlyFromHere: RequestHandler = (request, response, next) => {
  if (['GET', 'HEAD'].includes(request.method)) return next();
  const site = request.get('Sec-Fetch-Site');
  const origin = request.get('Origin');
  const fromHere = origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.get('Host');
  if (fromHere && (site === undefined || site === 'same-origin')) return next();
  response
    .status(403)
    .type('text')
    .send('This was not sent from a page of this panel, so nothing was done. Open the panel and press the button there.\n');
};
