import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { acceptedEncoding, type Encoding } from './accepted-encoding.ts';

/** Less than that fits into one packet as it is. */
const WORTH_BYTES = 1_024;

const brotli = promisify(brotliCompress);
const compress: Record<Encoding, (body: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>> = {
  // Beyond this a page takes longer to compress than to send.
  br: (body) => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength } }),
  gzip: promisify<Uint8Array, Uint8Array<ArrayBuffer>>(gzip),
};

/** The answer to a request for a page or its data, as small as the asker can take it. The body is whole: nothing here is slow enough to be
 * streamed. (Whatever never ends, the event stream, does not come by here.) */
export async function compressed(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  { status, headers }: { status: number; headers: Headers },
): Promise<Response> {
  headers.append('Vary', 'Accept-Encoding');
  const encoding = body.byteLength < WORTH_BYTES ? null : acceptedEncoding(request.headers.get('Accept-Encoding'));
  const sent = encoding === null ? body : await compress[encoding](body);
  if (encoding !== null) headers.set('Content-Encoding', encoding);
  headers.set('Content-Length', String(sent.byteLength));
  return new Response(sent, { status, headers });
}
