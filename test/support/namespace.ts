import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { inject } from 'vitest';

/** A fresh namespace in Temporal without any search attribute of ours. Resolves when the server knows it everywhere: it looks for new ones now and then. */
export async function createNamespace(): Promise<string> {
  const namespace = `bare-${randomUUID()}`;
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: 86_400 as never } });
  for (let known = false; !known;) {
    known = await connection.workflowService.countWorkflowExecutions({ namespace }).then(
      () => true,
      () => setTimeout(100, false),
    );
  }
  await connection.close();
  return namespace;
}
