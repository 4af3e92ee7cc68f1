import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { temporalConnection, type Security } from './temporal-connection.ts';

/** Asks Temporal about a run: still running, ended, or not known (any more). Rejects where Temporal does not answer: then nothing may be concluded. */
export function isKnownToTemporal({ address, namespace, security }: { address: string; namespace: string; security: Security }) {
  const connection = Connection.lazy({ ...temporalConnection(address, security), connectTimeout: '3s' });
  const client = new Client({ connection, namespace });
  return async (workflowId: string, runId: string): Promise<'running' | 'closed' | 'unknown'> => {
    try {
      const description = await connection.withDeadline(Date.now() + 3_000, () => client.workflow.getHandle(workflowId, runId).describe());
      return description.status.name === 'RUNNING' ? 'running' : 'closed';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'unknown';
      throw error;
    }
  };
}
