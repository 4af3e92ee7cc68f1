import { Connection } from '@temporalio/client';
import { reachTemporal } from './reach-temporal.ts';
import { temporalConnection, type Security } from './temporal-connection.ts';

const WITHIN_MS = 3_000;

/** Asks a Temporal server whether it is there, over a connection of its own.
 * @throws DoctorUnavailable with a sentence where it does not answer within 3 s, or refuses us. */
export async function pingTemporal(address: string, security: Security): Promise<void> {
  const connection = Connection.lazy({ ...temporalConnection(address, security), connectTimeout: WITHIN_MS });
  try {
    await reachTemporal({ connection, address, withinMs: WITHIN_MS }, () => connection.workflowService.getSystemInfo({}));
  } finally {
    await connection.close();
  }
}
