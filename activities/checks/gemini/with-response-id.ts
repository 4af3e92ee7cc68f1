import type { Finding } from '#workflows/core/finding.ts';

/** The finding with the id that Gemini gives an answer in its body, where no header names the request: its support asks for it. */
export function withResponseId(finding: Finding, answer: { response_id: string | null }): Finding {
  return finding.request_id === null ? { ...finding, request_id: answer.response_id } : finding;
}
