import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// The floor of a page, as a process of its own: a server that does nothing but send a file. Started with the file and its encoding.
const [file = '', encoding = ''] = process.argv.slice(2);
const server = createServer((_, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  if (encoding) response.setHeader('Content-Encoding', encoding);
  response.end(readFileSync(file));
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ ready: true, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
// Gone with whoever started it.
process.once('disconnect', () => process.exit());
