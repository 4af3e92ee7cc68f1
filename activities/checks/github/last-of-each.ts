/** How an event's last delivery ended; `status_code` 0 where the receiver gave no answer. */
export interface Delivery {
  guid: string;
  /** ISO 8601. */
  delivered_at: string;
  /** `OK`, `timed out`, `Invalid HTTP Response: 502` … */
  status: string;
  status_code: number;
  event: string;
}

/** Of each event its newest delivery, newest first: one that was sent again and arrived is not lost. */
export function lastOfEach(deliveries: readonly Delivery[]): Delivery[] {
  const newestFirst = deliveries.toSorted((one, other) => Date.parse(other.delivered_at) - Date.parse(one.delivered_at));
  const last = new Map<string, Delivery>();
  for (const { guid, delivered_at, status, status_code, event } of newestFirst)
    if (!last.has(guid)) last.set(guid, { guid, delivered_at, status, status_code, event });
  return [...last.values()];
}
