import { existsSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import type { RequestHandler } from 'express';
import { acceptedEncoding, type Encoding } from '#web/app/accepted-encoding.ts';

const ENDINGS: Record<Encoding, string> = { br: '.br', gzip: '.gz' };

/** Leads whoever takes it to the compressed twin of a built file, which the builder laid beside it. Stands before what serves the folder. */
export function compressedFiles(folder: string): RequestHandler {
  const files = new Set(existsSync(folder) ? readdirSync(folder).map((name) => `/${name}`) : []);
  return (request, response, next) => {
    const { path } = request;
    if (files.has(`${path}${ENDINGS.br}`)) {
      response.vary('Accept-Encoding');
      const encoding = acceptedEncoding(request.get('Accept-Encoding'));
      if (encoding !== null) {
        response.set('Content-Encoding', encoding).type(extname(path));
        request.url = `${path}${ENDINGS[encoding]}`;
      }
    }
    next();
  };
}
