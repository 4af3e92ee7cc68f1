import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { judgeGitHub, notWhatWasAsked } from './judge-github.ts';
import { notSaid } from './not-said.ts';
import { tokenWarning } from './token-warning.ts';

/** What was read of a repository; `commit` is the newest of its default branch, null where it was not read. */
export interface Repository {
  full_name: string | null;
  default_branch: string | null;
  private: boolean | null;
  archived: boolean;
  commit: string | null;
  /** False: the token has no right to, so that it was not tried. */
  mayReadContents: boolean;
}

type Seen = Evidence<Repository | null>;
type Context = JudgeContext<'github'>;

/** GitHub gives a repository that the token may not see the same 404 as one that does not exist. */
export function judgeRepository(evidence: Seen, context: Context, deadlineMs: number): Finding {
  const name = context.settings.probeRepository;
  if (name === null) return notSaid(evidence, context, 'GITHUB_PROBE_REPOSITORY', 'a repository that the product works on, as OWNER/NAME');
  if (evidence.exchanges.at(-1)?.status === 409) return empty(evidence, context, name);
  const trouble = judgeGitHub(evidence, context, deadlineMs);
  if (trouble) return trouble;
  if (isMovedOn(evidence.exchanges.at(-1))) return moved(evidence, context, name, evidence.answer);
  const repository = evidence.answer;
  if (!repository?.full_name || (repository.mayReadContents && !repository.commit)) return notWhatWasAsked(evidence, context, 'repository');
  const metadata = { repository };
  if (repository.full_name.toLowerCase() !== name.toLowerCase()) return moved(evidence, context, name, repository);
  if (repository.archived) return archived(evidence, context, repository);
  const newest = repository.commit ? `, newest commit ${repository.commit.slice(0, 7)}` : '; its contents are not this App’s to read';
  const works = `${repository.full_name} can be read${newest}`;
  return tokenWarning(evidence, context, works, metadata) ?? well(evidence, { summary: `${works}.`, metadata });
}

/** GitHub's own redirection, of which the probe has followed one already or could follow none. */
function isMovedOn(last: Exchange | undefined): boolean {
  return last?.status === 301 && /json/.test(last.headers['content-type'] ?? '');
}

function empty(evidence: Seen, context: Context, name: string): Finding {
  return ill(evidence, {
    status: 'warn',
    failureClass: 'config',
    rung: 'function',
    detail: 'no commit',
    summary: `${name} is there, but it is empty: reading a commit cannot be tried.`,
    hint: {
      id: 'GH_EMPTY',
      title: 'The repository is empty',
      steps: ['Set GITHUB_PROBE_REPOSITORY to one with commits, or push one.', 'Restart the worker.'],
      doc: context.doc,
    },
  });
}

function moved(evidence: Seen, context: Context, name: string, repository: Repository | null): Finding {
  const now = repository?.full_name ?? 'another place';
  return ill(evidence, {
    status: 'warn',
    failureClass: 'config',
    rung: 'function',
    detail: `now ${now}`,
    metadata: { repository },
    summary: `${name} has moved to ${now}; GitHub forwards for now.`,
    hint: {
      id: 'GH_MOVED',
      title: 'The repository has moved',
      steps: [
        `Use ${repository?.full_name ?? 'its new name'} in the product, and in GITHUB_PROBE_REPOSITORY; then restart the worker.`,
        'GitHub forwards only until somebody takes the old name.',
      ],
      doc: context.doc,
    },
  });
}

function archived(evidence: Seen, context: Context, repository: Repository): Finding {
  return ill(evidence, {
    status: 'warn',
    failureClass: 'config',
    rung: 'function',
    detail: 'archived',
    metadata: { repository },
    summary: `${repository.full_name} can be read, but it is archived: nothing can be written to it.`,
    hint: {
      id: 'GH_ARCHIVED',
      title: 'The repository is archived',
      steps: [
        'If the product writes to it, an administrator unarchives it: Settings → Danger Zone.',
        'If it is not used any more, set GITHUB_PROBE_REPOSITORY to one that is, and restart the worker.',
      ],
      doc: context.doc,
    },
  });
}
