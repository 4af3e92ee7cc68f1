import { defineCapability } from '#activities/capability.ts';
import { well } from '#activities/judging/findings.ts';
import { askInstallation } from './ask-installation.ts';
import { clockWarning } from './clock.ts';
import { judgeGitHub, notWhatWasAsked } from './judge-github.ts';
import { rightsOf } from './rights.ts';
import { SELECTION, selectionChanged } from './selection-changed.ts';
import { suspendedSince } from './suspended-since.ts';

const DEADLINE_MS = 10_000;

/** The App is installed where the product works, and nobody has suspended it. */
export const githubInstallation = defineCapability({
  kind: 'github',
  capability: 'installation',
  title: 'The App is installed and active',
  why: 'An App that was uninstalled or suspended gets no token, and the organisation’s owner may have done it without telling anybody.',
  does: 'Asks GitHub, as the App, about its installation.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['app'],
  deadlineMs: DEADLINE_MS,
  thresholds: { slow_ms: 5_000 },
  probe: askInstallation,
  credential: ({ permissions }) => rightsOf(permissions),
  facts: ({ account, repository_selection, events }) => ({
    'account of the installation': account,
    [SELECTION]: repository_selection,
    'events of the installation': events,
  }),
  judge(evidence, context) {
    const trouble = judgeGitHub(evidence, context, DEADLINE_MS);
    if (trouble) return trouble;
    const installation = evidence.answer;
    if (!installation?.account) return notWhatWasAsked(evidence, context, 'installation');
    if (installation.suspended_at) return suspendedSince(evidence, context, installation);
    const where = installation.repository_selection === 'all' ? 'all repositories' : 'selected repositories';
    const works = `Installed for ${installation.account}, on ${where}`;
    return (
      selectionChanged(evidence, context, installation) ??
      clockWarning(evidence, context, works, { installation }) ??
      well(evidence, { summary: `${works}.`, metadata: { installation } })
    );
  },
});
