/** Where the product receives events. */
export const RECEIVER = 'https://hooks.example.com/github';

const MINUTE_MS = 60_000;
const FORMER = 'https://former.example.com/github';
/** The newest events that GitHub tells of. */
const EVENTS = 30;

/** The App's webhook as `GET /app/hook/config` gives it: the secret is masked. */
export function hookConfig(isBroken: (fault: string) => boolean): Record<string, unknown> {
  return {
    url: isBroken('github.webhook_plain') ? 'http://hooks.example.com/github' : isBroken('github.webhook_elsewhere') ? FORMER : RECEIVER,
    content_type: isBroken('github.webhook_form') ? 'form' : 'json',
    insecure_ssl: isBroken('github.webhook_insecure') ? '1' : '0',
    ...(isBroken('github.webhook_unsigned') ? {} : { secret: '********' }),
  };
}

/** How the receiver answers while a fault is on, and how many of the newest events it meets. */
const LOST: Record<string, { status: string; status_code: number; events: number }> = {
  'github.deliveries_some': { status: 'Invalid HTTP Response: 502', status_code: 502, events: 3 },
  'github.deliveries_broken': { status: 'Invalid HTTP Response: 500', status_code: 500, events: 20 },
  'github.deliveries_refused': { status: 'Invalid HTTP Response: 401', status_code: 401, events: 30 },
  'github.deliveries_lost': { status: 'timed out', status_code: 0, events: 30 },
  'github.deliveries_nowhere': { status: 'Invalid HTTP Response: 404', status_code: 404, events: 30 },
};

/** The newest deliveries as `GET /app/hook/deliveries` gives them, newest first. One event was lost and sent again with success, so that
 * who counts each try counts one too many. */
export function deliveries(isBroken: (fault: string) => boolean, now: number): Record<string, unknown>[] {
  if (isBroken('github.deliveries_none')) return [];
  const lost = Object.entries(LOST).find(([fault]) => isBroken(fault))?.[1];
  const delivery = (at: number, more: object): Record<string, unknown> => ({
    id: 1_000 - at,
    guid: `0b989ba4-242f-11e5-81e1-${String(at).padStart(12, '0')}`,
    delivered_at: new Date(now - at * MINUTE_MS).toISOString().replace(/\.\d+/, ''),
    redelivery: false,
    duration: 0.2,
    status: 'OK',
    status_code: 200,
    event: 'push',
    action: null,
    installation_id: 815,
    repository_id: 1,
    throttled_at: null,
    ...more,
  });
  const events = Array.from({ length: EVENTS }, (_, at) =>
    delivery(at, lost && at < lost.events ? { status: lost.status, status_code: lost.status_code } : {}),
  );
  const first = delivery(EVENTS - 1, {
    id: 900,
    status: 'Service Timeout',
    status_code: 504,
    delivered_at: new Date(now - 60 * MINUTE_MS).toISOString(),
  });
  return [...events.with(EVENTS - 1, delivery(EVENTS - 1, { ...events.at(-1), redelivery: true })), first];
}
