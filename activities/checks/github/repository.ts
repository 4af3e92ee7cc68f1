import { defineCapability } from '#activities/capability.ts';
import { borrowToken } from './borrow-token.ts';
import { judgeRepository, type Repository } from './judge-repository.ts';

const DEADLINE_MS = 12_000;

/** A repository of the product's can be read with an installation token. */
export const githubRepository = defineCapability({
  kind: 'github',
  capability: 'repository',
  title: 'A repository can be read',
  why: 'This is what the tokens are for; a repository that was taken from the installation’s selection answers as if it did not exist.',
  does: 'Mints a token, reads GITHUB_PROBE_REPOSITORY and its newest commit with it, and hands the token back.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  // What uses a token first tells whether tokens are taken at all.
  requires: ['rate_limit'],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings): Promise<Repository | null> {
    if (settings.probeRepository === null) return null;
    const { octokit, minted } = await borrowToken(tools, settings);
    const [owner, repo] = settings.probeRepository.split('/') as [string, string];
    const { data } = await octokit.request('GET /repos/{owner}/{repo}', { owner, repo });
    const mayReadContents = 'contents' in minted.permissions;
    const repository: Repository = {
      full_name: data?.full_name ?? null,
      default_branch: data?.default_branch ?? null,
      private: data?.private ?? null,
      archived: data?.archived ?? false,
      commit: null,
      mayReadContents,
    };
    // Whether it ought to be allowed is said by the check of the permissions.
    if (!mayReadContents || !repository.default_branch) return repository;
    const ref = repository.default_branch;
    // Where it has moved to, not where it was.
    const [itsOwner, itsName] = (repository.full_name ?? settings.probeRepository).split('/') as [string, string];
    const commit = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}', { owner: itsOwner, repo: itsName, ref, per_page: 1 });
    return { ...repository, commit: commit.data?.sha ?? null };
  },
  facts: (repository) =>
    repository
      ? {
          repository: repository.full_name,
          'default branch': repository.default_branch,
          private: repository.private,
          archived: repository.archived,
        }
      : {},
  judge: (evidence, context) => judgeRepository(evidence, context, DEADLINE_MS),
});
