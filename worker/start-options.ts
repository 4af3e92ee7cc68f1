import type { SearchAttributePair } from '@temporalio/common';
import { describeSelection } from '#workflows/core/selection.ts';
import { scopeKey, triggerKey } from '#workflows/core/search-attributes.ts';
import type { RunRequest } from '#workflows/core/run.ts';

interface Where {
  taskQueue: string;
  /** Whether the namespace has our search attributes; an unknown one would refuse the start. */
  searchable: boolean;
}

interface StartOptions {
  taskQueue: string;
  args: [RunRequest];
  workflowExecutionTimeout: number;
  staticSummary: string;
  memo: { nonce: string };
  typedSearchAttributes?: SearchAttributePair[];
}

/** How `doctorRun` is started, whoever starts it: a person, a worker that begins, or Temporal's own schedule. */
export function startOptions(request: RunRequest, { taskQueue, searchable }: Where): StartOptions {
  return {
    taskQueue,
    args: [request],
    // Every run ends: one that nobody carries on must not swallow what its schedule would start after it.
    workflowExecutionTimeout: 3_600_000,
    staticSummary: `${describeSelection(request.selection)}, asked by ${request.requestedBy}`.slice(0, 180),
    memo: { nonce: request.nonce ?? '' },
    ...(searchable
      ? {
          typedSearchAttributes: [
            { key: triggerKey, value: request.trigger },
            { key: scopeKey, value: request.selection.scopes },
          ],
        }
      : {}),
  };
}
