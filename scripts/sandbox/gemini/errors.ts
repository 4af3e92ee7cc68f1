const RPC = 'type.googleapis.com/google.rpc';

/** An error as all of Google's services write it (google.rpc.Status). */
export function googleError(code: number, status: string, message: string, details: object[] = []): object {
  return { error: { code, message, status, ...(details.length > 0 ? { details } : {}) } };
}

/** google.rpc.ErrorInfo: why, by a name that does not change. */
export function errorInfo(reason: string, metadata: Record<string, string>): object {
  return { '@type': `${RPC}.ErrorInfo`, reason, domain: 'googleapis.com', metadata };
}

/** 429 with which quota is used up, and when to come again; a quota of nothing has no value, for JSON of protos leaves a zero out. */
export function quotaError(quotaMetric: string, quotaId: string, quotaValue?: string): object {
  return googleError(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota, please check your plan and billing details.', [
    { '@type': `${RPC}.QuotaFailure`, violations: [{ quotaMetric, quotaId, ...(quotaValue === undefined ? {} : { quotaValue }) }] },
    { '@type': `${RPC}.RetryInfo`, retryDelay: '26s' },
  ]);
}

/** 400 to a field of the request that this version of the API does not have. */
export function unknownField(name: string, at: string): object {
  return googleError(400, 'INVALID_ARGUMENT', `Invalid JSON payload received. Unknown name "${name}" at '${at}': Cannot find field.`);
}

/** What a careless server writes: the secret it was given, in the encodings in which secrets travel. */
export function echoOf(secret: string): string {
  return `refused: ${secret} ${encodeURIComponent(secret)} ${Buffer.from(`key:${secret}`).toString('base64')} ${JSON.stringify(secret)}`;
}
