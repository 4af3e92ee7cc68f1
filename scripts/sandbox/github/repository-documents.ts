import { OWNER } from './answers.ts';

/** The repository that the installation may see. */
export const REPOSITORY = 'acme/widgets';
/** Where it may move to, and the path that leads there whatever its name is. */
export const MOVED_TO = 'acme/gadgets';
export const MOVED_PATH = '/repositories/1';
const BRANCH = 'main';
const SHA = '6dcb09b5b57875f334f61aebed695e2e4193db5e';

/** The repository as `GET /repos/OWNER/NAME` gives it. */
export function repositoryDocument({ fullName, archived }: { fullName: string; archived: boolean }): Record<string, unknown> {
  const url = `https://example.com/repos/${fullName}`;
  const urls = Object.fromEntries(URLS.map((name) => [`${name}_url`, `${url}/${name}`]));
  const counts = Object.fromEntries(COUNTS.map((name) => [name, 0]));
  const features = Object.fromEntries(['issues', 'projects', 'wiki', 'pages', 'discussions'].map((name) => [`has_${name}`, false]));
  return {
    ...urls,
    ...counts,
    ...features,
    id: 1,
    node_id: 'R_1',
    name: fullName.split('/')[1],
    full_name: fullName,
    owner: OWNER,
    private: true,
    fork: false,
    description: null,
    url,
    homepage: null,
    language: null,
    mirror_url: null,
    license: null,
    default_branch: BRANCH,
    archived,
    disabled: false,
    pushed_at: '2026-01-01T00:00:00Z',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  };
}

/** What is said in the place of a repository that GitHub has taken down. */
export function blockedDocument(): Record<string, unknown> {
  const block = { reason: 'dmca', created_at: '2026-01-01T00:00:00Z', html_url: 'https://github.com/github/dmca' };
  return { message: 'Repository access blocked', block };
}

/** A commit as `GET /repos/OWNER/NAME/commits/REF` gives it; null where there is no such ref. */
export function commitDocument(ref: string): Record<string, unknown> | null {
  if (ref !== BRANCH) return null;
  const url = `https://example.com/repos/${REPOSITORY}/commits/${SHA}`;
  const person = { name: 'Acme', email: 'acme@example.com', date: '2026-01-01T00:00:00Z' };
  return {
    url,
    sha: SHA,
    node_id: 'C_1',
    html_url: url,
    comments_url: `${url}/comments`,
    commit: { url, author: person, committer: person, message: 'Begin', comment_count: 0, tree: { sha: SHA, url } },
    author: OWNER,
    committer: OWNER,
    parents: [],
  };
}

const URLS =
  'archive assignees blobs branches collaborators comments commits compare contents contributors deployments downloads events forks git_commits git_refs git_tags hooks html issue_comment issue_events issues keys labels languages merges milestones notifications pulls releases stargazers statuses subscribers subscription tags teams trees clone git ssh svn'.split(
    ' ',
  );
const COUNTS =
  'forks forks_count open_issues open_issues_count size stargazers_count watchers watchers_count network_count subscribers_count'.split(
    ' ',
  );
