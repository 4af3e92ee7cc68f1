import type { Logger } from '@temporalio/worker';
import type { Check } from '#activities/checks/create-checks.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import type { DoctorClient } from './doctor-client.ts';

/** A light counts as fresh for this long: a worker that restarts often must not probe in a loop. */
const FRESH_MS = 10 * 60_000;

interface Deps {
  client: DoctorClient;
  reader: { lastAutomaticVerdictAt(): Promise<Date | null> };
  checks: readonly Check[];
  logger: Logger;
}

/** Asks for the baseline when the worker starts, unless one ran a moment ago or nothing is configured. Never rejects: a worker without its first run still works. */
export async function runAtStart({ client, reader, checks, logger }: Deps): Promise<void> {
  try {
    if (!checks.some(({ entry }) => entry.baseline && entry.configured)) return;
    const last = await reader.lastAutomaticVerdictAt();
    if (last && Date.now() - last.getTime() < FRESH_MS) return;
    await client.ask({
      selection: { ...EVERYTHING_CHEAP, baseline: true },
      trigger: 'auto_boot',
      requestedBy: 'start-up',
      record: true,
      nonce: null,
    });
  } catch (error) {
    logger.warn('The start-up run could not be asked for.', { error: (error as Error).message });
  }
}
