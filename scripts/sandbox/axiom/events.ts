import { gunzipSync } from 'node:zlib';
import type { SandboxRequest } from '#scripts/sandbox/provider.ts';

/** An answer before it goes over the wire. */
export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

interface Events {
  /** `visibleAfterMs`: how long an event is taken but not found. */
  take(request: SandboxRequest, how: { visibleAfterMs: number; isFull: boolean; headers: Record<string, string> }): Answer;
  /** `['dataset'] | where field == "value" | limit n`, between two times: all that the doctor asks. */
  query(request: SandboxRequest, how: { isPartial: boolean; isAltered: boolean; headers: Record<string, string> }): Answer;
}

const FIELDS = ['_time', 'source', 'probe_id', 'run_id'];

/** A dataset's events: taken at once, found a moment later. */
export function createEvents(dataset: string): Events {
  const events: (Record<string, unknown> & { visibleAt: number })[] = [];

  return { take, query };

  function take(request: SandboxRequest, how: Parameters<Events['take']>[1]): Answer {
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(request.body) : request.body;
    let taken: Record<string, unknown>[];
    try {
      taken = body
        .toString()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    } catch {
      return { status: 400, body: { code: '400', message: 'unable to parse body' } };
    }
    const status = { processedBytes: body.length, blocksCreated: 0, walLength: taken.length };
    if (how.isFull) {
      const failures = taken.map(() => ({ timestamp: new Date().toISOString(), error: 'field limit exceeded' }));
      return { status: 200, body: { ingested: 0, failed: taken.length, failures, ...status }, headers: how.headers };
    }
    for (const event of taken) events.push({ ...event, visibleAt: Date.now() + how.visibleAfterMs });
    events.splice(0, Math.max(0, events.length - 5_000));
    return { status: 200, body: { ingested: taken.length, failed: 0, failures: [], ...status }, headers: how.headers };
  }

  function query(request: SandboxRequest, how: Parameters<Events['query']>[1]): Answer {
    const asked = JSON.parse(request.body.toString() || '{}') as { apl?: string; startTime?: string; endTime?: string };
    const parsed = /^\['([^']+)'\](?:\s*\|\s*where\s+(\w+)\s*==\s*"([^"]*)")?(?:\s*\|\s*limit\s+(\d+))?\s*$/.exec((asked.apl ?? '').trim());
    if (!parsed) return { status: 400, body: { code: '400', message: 'the sandbox speaks only a small APL' } };
    const [, name, field, value, limit] = parsed;
    if (name !== dataset) return { status: 404, body: { code: '404', message: 'dataset not found' } };
    const [from, to] = [Date.parse(asked.startTime ?? '1970-01-01'), Date.parse(asked.endTime ?? '9999-01-01')];
    const rows = events
      .filter(({ visibleAt }) => visibleAt <= Date.now())
      .filter((event) => Date.parse(String(event['_time'])) >= from && Date.parse(String(event['_time'])) <= to)
      .filter((event) => !field || event[field] === value)
      .slice(0, Number(limit ?? 1000));
    const status = {
      elapsedTime: 900,
      blocksExamined: 1,
      rowsExamined: events.length,
      rowsMatched: rows.length,
      numGroups: 0,
      isPartial: how.isPartial,
      cacheStatus: 1,
      minBlockTime: '2026-01-01T00:00:00Z',
      maxBlockTime: '2026-01-01T00:00:00Z',
    };
    const table = {
      name: '0',
      sources: [{ name: dataset }],
      fields: FIELDS.map((one) => ({ name: one, type: one === '_time' ? 'datetime' : 'string' })),
      order: [],
      groups: [],
      columns: FIELDS.map((one) => rows.map((row) => (how.isAltered && one === 'source' ? 'pipeline' : (row[one] ?? null)))),
    };
    const body = { format: 'tabular', status, tables: [table], datasetNames: [dataset], fieldsMetaMap: {} };
    return { status: 200, body, headers: how.headers };
  }
}
