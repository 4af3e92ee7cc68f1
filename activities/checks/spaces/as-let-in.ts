import type { Finding } from '#workflows/core/finding.ts';
import type { Evidence } from '#activities/evidence.ts';

/** The finding with the status and the request of what was let in last: a refusal after it was wanted, and says nothing of what works. */
export function asLetIn(finding: Finding, { exchanges }: Evidence<unknown>): Finding {
  const letIn = exchanges.findLast(({ status }) => status !== null && status < 400);
  return letIn ? { ...finding, http_status: letIn.status, request_id: letIn.requestId } : finding;
}
