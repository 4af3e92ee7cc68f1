import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, row } from '#scripts/sandbox/fault-rows.ts';
import { openIncidentBook } from '#scripts/sandbox/incident-book.ts';
import { openControl } from '#scripts/sandbox/open-control.ts';
import { createSandboxControl } from '#web/app/sandbox-control.server.ts';

/** What the cast can have. */
export const CAST_FAULTS = [
  row('bruma.token_gone', 'Bruma knows no token any more.', 'made up (L0)', fail('bruma.ingest', 'auth', 'auth', 'X')),
  row('aurora.text_wrong', 'Aurora says other words.', 'made up (L0)', fail('aurora.north.text', 'wrong_result', 'function', 'X')),
  row('silencio.unseen', 'Silencio says nothing, as always.', 'made up (L0)'),
];

/** The sandbox’s real control over a real socket, and the panel’s client of it; what it breaks is nothing but a list. */
export async function openSandboxStandIn() {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-control-'));
  let broken: string[] = [];
  const sandbox = {
    faults: CAST_FAULTS,
    broken: () => broken,
    break: (fault: string) => Promise.resolve(void (broken = [...new Set([...broken, fault])])),
    heal: (fault?: string) => Promise.resolve(void (broken = fault ? broken.filter((one) => one !== fault) : [])),
    requests: () => [],
  };
  const control = await openControl({ sandbox, book: openIncidentBook(join(folder, 'incidents.json'), []) });
  return {
    url: control.url,
    port: control.port,
    client: createSandboxControl(control.url),
    async close() {
      await control.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type SandboxStandIn = Awaited<ReturnType<typeof openSandboxStandIn>>;
