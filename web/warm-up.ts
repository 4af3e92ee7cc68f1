import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import type { Services } from '#web/app/services.server.ts';
import './load-context.ts';

const TIMES = 12;
/** Whoever waits for us does not wait longer than this. */
const PATIENCE_MS = 3_000;

/** Reads and renders the page of checks a few times for nobody: code that has never run is slow, and connections take a moment to open.
 * Never fails; where pages cannot be read, it leaves that for them to say. */
export async function warmUp(build: ServerBuild, services: Services): Promise<void> {
  const handle = createRequestHandler(build, 'production');
  const end = performance.now() + PATIENCE_MS;
  const render = async (): Promise<void> => {
    for (let time = 0; time < TIMES && performance.now() < end; time++) {
      const page = await handle(new Request('http://localhost/ops', { headers: { 'Accept-Encoding': 'br' } }), { services, nonce: '' });
      if (!page.ok) return;
      await page.arrayBuffer();
    }
  };
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
  await Promise.race([render().catch(() => {}), late]);
}
