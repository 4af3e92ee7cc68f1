import { expect, it } from 'vitest';
import { gatherEvidence } from '#activities/gather-evidence.ts';
import { serveTcp } from '#test/support/loopback-server.ts';
it('closes', async () => {
  let open = 0;
  const server = await serveTcp((s) => {
    open++;
    s.on('data', () => {});
    s.on('close', () => open--);
  });
  const e = await gatherEvidence({ deadlineMs: 200, probe: (t: any) => t.fetch(server.url.replace('http:', 'https:')) } as any, {} as any, {
    runId: '',
    probeId: '',
    cancelled: new AbortController().signal,
    onSecret: () => {},
  });
  console.log(JSON.stringify(e.exchanges), e.error, open);
  await expect.poll(() => open, { timeout: 4000 }).toBe(0);
  await server.close();
});
