import { defineCapability } from '#activities/capability.ts';
import { githubApp } from './client.ts';
import { judgeDeliveries } from './judge-deliveries.ts';
import { lastOfEach, type Delivery } from './last-of-each.ts';

const DEADLINE_MS = 10_000;

/** What GitHub sends arrives. */
export const githubDeliveries = defineCapability({
  kind: 'github',
  capability: 'deliveries',
  title: 'Events arrive',
  why: 'GitHub does not send a lost event again by itself: what the receiver refused, the product never learns.',
  does: 'Reads, as the App, how its newest deliveries ended.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 3_600_000,
  requires: ['webhook'],
  deadlineMs: DEADLINE_MS,
  thresholds: { arrived_warn_pct: 95, arrived_fail_pct: 80, newest: 30 },
  async probe(tools, settings): Promise<Delivery[] | null> {
    const { data } = await githubApp(tools, settings).octokit.request('GET /app/hook/deliveries', { per_page: 100 });
    return Array.isArray(data) ? lastOfEach(data) : null;
  },
  judge: (evidence, context) => judgeDeliveries(evidence, context, DEADLINE_MS),
});
