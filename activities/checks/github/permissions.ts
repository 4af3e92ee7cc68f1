import { defineCapability } from '#activities/capability.ts';
import { askInstallation } from './ask-installation.ts';
import { githubApp } from './client.ts';
import { judgePermissions, type Permissions } from './judge-permissions.ts';
import { rightsOf } from './rights.ts';

const DEADLINE_MS = 10_000;

/** The installation grants what the product needs, and nothing to write beside it. */
export const githubPermissions = defineCapability({
  kind: 'github',
  capability: 'permissions',
  title: 'The App may do what the product needs',
  why: 'A permission that was taken away, or was asked for and never accepted, breaks one feature of the product and no other.',
  does: 'Compares GITHUB_APP_PERMISSIONS with what the App asks for and what the installation grants.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['installation'],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings): Promise<Permissions> {
    const needed = settings.permissions;
    if (needed === null) return { needed, asked: {}, granted: {}, notSent: [] };
    const { account, permissions: granted, events } = await askInstallation(tools, settings);
    if (!account) throw new Error('no installation came back');
    const { data: app } = await githubApp(tools, settings).octokit.request('GET /app');
    const notSent = (app?.events ?? []).filter((event) => !events.includes(event));
    return { needed, asked: (app?.permissions ?? {}) as Record<string, string>, granted, notSent };
  },
  credential: ({ granted }) => rightsOf(granted),
  facts: ({ asked, granted }) => ({ 'permissions the App asks for': asked, 'permissions granted': granted }),
  judge: (evidence, context) => judgePermissions(evidence, context, DEADLINE_MS),
});
