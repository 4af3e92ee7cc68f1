/** Headers worth keeping as evidence; all others may hold a cookie or a token. */
const KEPT =
  /^(date|server|via|content-type|content-length|retry-after|location|www-authenticate|server-timing|allow|etag|x-(ratelimit|querylimit|ingestlimit)-.*|x-github-(request-id|api-version-selected|media-type)|x-accepted-github-permissions|x-axiom-trace-id|x-amz-(request-id|id-2|bucket-region)|x-goog-.*|x-cloud-trace-context)$/;
const REQUEST_IDS = [
  'x-github-request-id',
  'x-axiom-trace-id',
  'x-amz-request-id',
  'x-goog-request-id',
  'x-request-id',
  'x-cloud-trace-context',
];

export function keptHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value] as const).filter(([name]) => KEPT.test(name)));
}

/** What the provider's support will ask for, where the answer names it. */
export function requestIdOf(headers: { get(name: string): string | null }): string | null {
  for (const name of REQUEST_IDS) {
    const value = headers.get(name);
    if (value) return value;
  }
  return null;
}

/** The address without user, password, and without query values that sign or authenticate. */
export function safeUrl(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  for (const name of url.searchParams.keys()) if (/key|token|sign|credential|secret/i.test(name)) url.searchParams.set(name, 'redacted');
  return url.toString();
}
