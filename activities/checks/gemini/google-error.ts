/** A Google API error, as all their services write it (google.rpc.Status). */
export interface GoogleError {
  code: number;
  status: string;
  message: string;
  /** `ErrorInfo.reason`, where there is one: API_KEY_INVALID, SERVICE_DISABLED, IAM_PERMISSION_DENIED … */
  reason: string | null;
  metadata: Record<string, string>;
  /** `QuotaFailure`: which quota, and how much it allows. */
  quota: { id: string; value: string } | null;
  /** `BadRequest`: the places in the request that could not be read, where it names them; null: there is no such detail. */
  badFields: string[] | null;
  /** `RetryInfo`, in seconds. */
  retryAfter: number | null;
}

interface Detail {
  reason?: string;
  metadata?: Record<string, string>;
  violations?: { quotaId?: string; quotaValue?: string }[];
  retryDelay?: string;
  fieldViolations?: { field?: string }[];
}

/** Reads an error body; null where it is none. */
export function googleErrorOf(body: string | null): GoogleError | null {
  let error: { code?: number; status?: string; message?: string; details?: Detail[] } | undefined;
  try {
    error = (JSON.parse(body ?? '') as { error?: typeof error }).error;
  } catch {
    return null;
  }
  if (typeof error !== 'object' || error === null) return null;
  const details = error.details ?? [];
  const info = details.find(({ reason }) => reason);
  const violation = details.flatMap(({ violations }) => violations ?? [])[0];
  // JSON of protos leaves a zero out: a quota of nothing comes without its value (gemini-cli issue 8437), of the free tier only.
  const none = /-FreeTier$/.test(violation?.quotaId ?? '') ? '0' : '?';
  const bad = details.find(({ fieldViolations }) => fieldViolations)?.fieldViolations;
  const delay = details.find(({ retryDelay }) => retryDelay)?.retryDelay;
  return {
    code: error.code ?? 0,
    status: error.status ?? '',
    message: error.message ?? '',
    reason: info?.reason ?? null,
    metadata: info?.metadata ?? {},
    quota: violation ? { id: violation.quotaId ?? 'unnamed', value: violation.quotaValue ?? none } : null,
    badFields: bad ? [...new Set(bad.flatMap(({ field }) => field ?? []))].slice(0, 3) : null,
    retryAfter: delay ? Number.parseFloat(delay) : null,
  };
}
