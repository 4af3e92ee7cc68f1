import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { clockWarning } from './clock.ts';
import { judgeGitHub, notWhatWasAsked } from './judge-github.ts';
import { notSaid } from './not-said.ts';

type Levels = Record<string, string>;

/** Names of permissions with their levels. `needed` is null where nobody said what the product needs. */
export interface Permissions {
  needed: Levels | null;
  /** What the App's settings ask for. */
  asked: Levels;
  /** What the installation's owner has accepted. */
  granted: Levels;
  /** Events that the App's settings tick and the installation does not get. */
  notSent: string[];
}

type Seen = Evidence<Permissions>;
type Context = JudgeContext<'github'>;

/** Each level holds the ones before it. */
const LEVELS = ['read', 'write', 'admin'];

/** Needed ⊆ granted, and nothing to write that nobody needs. */
export function judgePermissions(evidence: Seen, context: Context, deadlineMs: number): Finding {
  const trouble = evidence.answer?.needed === null ? null : judgeGitHub(evidence, context, deadlineMs);
  if (trouble) return trouble;
  const permissions = evidence.answer;
  if (!permissions) return notWhatWasAsked(evidence, context, 'installation');
  const { needed, granted } = permissions;
  if (needed === null)
    return notSaid(evidence, context, 'GITHUB_APP_PERMISSIONS', 'what the product needs, such as contents:read,issues:write');
  const lacking = without(needed, granted);
  if (lacking.length > 0) return missing(evidence, context, permissions, lacking);
  if (permissions.notSent.length > 0) return eventsPending(evidence, context, permissions);
  const excess = without(granted, needed).filter((name) => granted[name] !== 'read');
  if (excess.length > 0) return tooMuch(evidence, context, permissions, excess);
  const works = `Granted as needed: ${inWords(needed, Object.keys(needed))}`;
  return clockWarning(evidence, context, works, { permissions }) ?? well(evidence, { summary: `${works}.`, metadata: { permissions } });
}

/** Those of `wanted` that `given` does not hold. */
function without(wanted: Levels, given: Levels): string[] {
  return Object.keys(wanted).filter((name) => LEVELS.indexOf(given[name] ?? '') < LEVELS.indexOf(wanted[name]!));
}

function inWords(levels: Levels, names: string[]): string {
  return names.map((name) => `${name}: ${levels[name]}`).join(', ');
}

function missing(evidence: Seen, context: Context, permissions: Permissions, lacking: string[]): Finding {
  const needed = permissions.needed!;
  const toAsk = without(needed, permissions.asked).filter((name) => lacking.includes(name));
  const gap = lacking.map((name) => `${name}: ${needed[name]} (granted: ${permissions.granted[name] ?? 'nothing'})`).join(', ');
  const ask =
    toAsk.length > 0
      ? `Open the App’s settings → Permissions & events, and ask for ${inWords(needed, toAsk)}.`
      : 'The App asks for it already: the owner has not accepted yet.';
  return ill(evidence, {
    status: 'fail',
    failureClass: 'permission',
    rung: 'permission',
    detail: `lacks ${lacking.join(', ')}`,
    metadata: { permissions },
    summary: `The installation lacks ${gap}.`,
    hint: {
      id: toAsk.length > 0 ? 'GH_PERM' : 'GH_PERM_PENDING',
      title: toAsk.length > 0 ? 'The App lacks a permission' : 'A permission waits for the owner',
      steps: [
        ask,
        'An owner of the organisation opens Settings → GitHub Apps → Configure, and accepts the new permissions.',
        'If the product does not need it any more, take it out of GITHUB_APP_PERMISSIONS and restart the worker.',
      ],
      doc: context.doc,
    },
  });
}

/** An event comes with a permission: both wait for the owner. */
function eventsPending(evidence: Seen, context: Context, permissions: Permissions): Finding {
  const events = permissions.notSent.join(', ');
  return ill(evidence, {
    status: 'warn',
    failureClass: 'permission',
    rung: 'permission',
    detail: `no ${events}`,
    metadata: { permissions },
    summary: `All that is needed is granted, but the installation does not get events that the App asks for: ${events}.`,
    hint: {
      id: 'GH_EVENTS_PENDING',
      title: 'Events wait for the owner',
      steps: [
        'An owner of the organisation opens Settings → GitHub Apps → Configure, and accepts what is new.',
        `If the product does not need them, untick ${events} in the App’s settings → Permissions & events.`,
      ],
      doc: context.doc,
    },
  });
}

function tooMuch(evidence: Seen, context: Context, permissions: Permissions, excess: string[]): Finding {
  const what = inWords(permissions.granted, excess);
  return ill(evidence, {
    status: 'warn',
    failureClass: 'permission',
    rung: 'permission',
    detail: `may also ${what}`,
    metadata: { permissions },
    summary: `All that is needed is granted, but the App may do more than that: ${what}.`,
    hint: {
      id: 'GH_EXCESS',
      title: 'The App may do more than it needs',
      steps: [
        `If the product needs it, add it to GITHUB_APP_PERMISSIONS (${excess.map((name) => `${name}:${permissions.granted[name]}`).join(',')}) and restart the worker.`,
        'If not, take it from the App’s settings → Permissions & events: whoever steals the key can do all that the App may.',
      ],
      doc: context.doc,
    },
  });
}
