import { defineCapability } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import { warnOfAllowance } from './allowance.ts';
import { axiomClient } from './client.ts';
import { findEvent, type Search } from './find-event.ts';
import { judgeAxiom } from './judge-axiom.ts';
import { judgeSearch } from './judge-search.ts';
import { limitsOf } from './limits.ts';
import { notTaken, type IngestStatus } from './not-taken.ts';
import { probeEvent } from './probe-event.ts';
import { warnOfRetry } from './retried.ts';

const DEADLINE_MS = 35_000;
/** The part of the deadline in which the event is asked for; the rest is for the last answer. */
const ASKING = 6 / 7;

/** What went in can be found, and how long that took. */
export const axiomQueryBack = defineCapability({
  kind: 'axiom',
  capability: 'query_back',
  title: 'An event can be found soon after it was sent',
  why: 'An event that Axiom took but nobody can find helps nobody at night.',
  does: 'Sends one small event, then asks for it with APL until it is there; measures how long that takes.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['ingest'],
  deadlineMs: DEADLINE_MS,
  // How long it takes is judged by the lag; below its limit no habit is slow.
  thresholds: { lag_warn_ms: 10_000, lag_fail_ms: 30_000, slow_floor_ms: 10_000, allowance_warn_percent: 20 },
  async probe(tools, settings) {
    const began = performance.now();
    const client = axiomClient(tools, settings);
    const event = probeEvent(tools);
    const status = (await client.ingest(settings.dataset, [event])) as IngestStatus;
    if (status.ingested !== 1) return { event, status, search: null };
    const forMs = tools.deadlineMs * ASKING - (performance.now() - began);
    const search: Search = await findEvent(client, settings.dataset, event, { forMs, signal: tools.signal });
    const kept = { event, found: search.rows, lag_ms: search.lagMs };
    tools.keep({ name: 'found.json', type: 'application/json', bytes: Buffer.from(JSON.stringify(kept, null, 2)) });
    return { event, status, search };
  },
  credential: ({ search }, { dataset }) => ({ may: [`ingest into ${dataset}`, ...(search ? [`query ${dataset}`] : [])] }),
  judge(evidence, context) {
    const { dataset } = context.settings;
    const last = evidence.exchanges.at(-1);
    const asked = last?.url.includes('/_apl')
      ? { action: `query ${dataset}`, right: `Query on ${dataset}` }
      : { action: `ingest into ${dataset}`, right: `Ingest on ${dataset}` };
    const trouble = judgeAxiom(evidence, context, DEADLINE_MS, asked);
    if (trouble) return trouble;
    const { event, status, search } = evidence.answer ?? {};
    const metadata = {
      lag_ms: search?.lagMs ?? null,
      unseen_ms: search?.unseenMs ?? null,
      queries: search?.queries ?? 0,
      rows: search?.rows.length ?? 0,
      is_partial: search?.isPartial ?? null,
      elapsed_us: search?.elapsedUs ?? null,
      status,
      limits: Object.assign({}, ...evidence.exchanges.map(({ headers }) => limitsOf(headers))) as unknown,
    };
    const rejected = notTaken(evidence, context, status, metadata);
    if (rejected || !search || !event) return rejected!;
    const { finding, summary } = judgeSearch(evidence, context, { search, event, metadata });
    const said = { summary, metadata };
    return finding ?? warnOfRetry(evidence, context, said) ?? warnOfAllowance(evidence, context, said) ?? well(evidence, said);
  },
});
