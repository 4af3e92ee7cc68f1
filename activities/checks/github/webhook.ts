import type { App } from '@octokit/app';
import { defineCapability } from '#activities/capability.ts';
import { githubApp } from './client.ts';
import { judgeWebhook, type Webhook } from './judge-webhook.ts';

const DEADLINE_MS = 10_000;
const EVENT = '{"zen":"Greenlight was here."}';

/** The App's webhook is set up so that the product can trust what comes. */
export const githubWebhook = defineCapability({
  kind: 'github',
  capability: 'webhook',
  title: 'The webhook is set up safely',
  why: 'The product learns of pushes and reviews through it; without a secret or TLS anybody could send it events.',
  does: 'Reads the webhook’s configuration as the App, and signs and verifies an event here with GITHUB_APP_WEBHOOK_SECRET, where it is set.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['app'],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings): Promise<Webhook> {
    const app = githubApp(tools, settings);
    const { data } = await app.octokit.request('GET /app/hook/config');
    return {
      url: data?.url ?? null,
      content_type: data?.content_type ?? null,
      // GitHub masks it: whether it is the same as ours, only a delivery tells.
      has_secret: Boolean(data?.secret),
      insecure_ssl: String(data?.insecure_ssl ?? '0'),
      verified: settings.webhookSecret === null ? null : await verifies(app.webhooks),
    };
  },
  facts: (webhook) => ({ 'address of the webhook': webhook.url, 'type of its events': webhook.content_type }),
  judge: (evidence, context) => judgeWebhook(evidence, context, DEADLINE_MS),
});

async function verifies(webhooks: App['webhooks']): Promise<boolean> {
  const signature = await webhooks.sign(EVENT);
  return (await webhooks.verify(EVENT, signature)) && !(await webhooks.verify(`${EVENT} `, signature));
}
