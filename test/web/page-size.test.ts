import { constants, brotliCompressSync, gzipSync } from 'node:zlib';
import { createRequestHandler } from '@remix-run/node';
import { describe, expect, it } from 'vitest';
import { manyChecks } from '#test/support/many-checks.ts';
import { PANEL_BUILD, servicesOver } from '#test/support/panel-build.ts';

const CHECKS = 1_000;
const handle = createRequestHandler(PANEL_BUILD, 'production');

async function page(path: string): Promise<Buffer> {
  const context = { services: servicesOver(manyChecks(CHECKS)), nonce: 'BMdbjNUaiR7TbkCgCDM1Yg==' };
  const response = await handle(new Request(`http://127.0.0.1${path}`), context);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe('the page of a thousand checks', () => {
  it('takes less than 60 KB where the scopes are folded, before anything is compressed', async () => {
    const bytes = await page('/ops');
    expect(bytes.toString().match(/<details class="scope"/g)).toHaveLength(20);
    expect(bytes.byteLength).toBeLessThan(60_000);
  });

  it('takes less than 0.25 KB a check with every row open, as it is sent', async () => {
    const bytes = await page('/ops?view=all');
    expect(bytes.toString().match(/<tr role="row" data-verdict/g)).toHaveLength(CHECKS);
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
    expect(brotli.byteLength / CHECKS).toBeLessThan(250);
    expect(gzipSync(bytes).byteLength / CHECKS).toBeLessThan(250);
  });

  it('takes less than 0.4 KB a check of what an open page reads again with every row open, before anything is compressed', async () => {
    expect((await page('/ops.data?view=all')).byteLength / CHECKS).toBeLessThan(400);
  });
});
