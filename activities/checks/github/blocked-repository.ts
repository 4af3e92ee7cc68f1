import type { Exchange } from '#activities/evidence.ts';
import type { Refusal } from './refusals.ts';

/** GitHub's refusal of a repository that it has taken down itself (403 or 451 with a `block`: PyGithub issue 1015, github/rest-api-description
 * issue 3314). Null where the answer names no block. */
export function blockedRepository({ status, bodyText }: Exchange, repository: string | null): Refusal | null {
  const block = status === 403 || status === 451 ? blockIn(bodyText) : null;
  if (!block) return null;
  const { reason = 'none given', html_url: page } = block;
  return {
    failureClass: 'blocked',
    rung: 'function',
    summary: `GitHub itself has blocked ${repository ?? 'the repository'} (${reason}): nobody can read it, whatever they may.`,
    hint: {
      id: 'GH_BLOCKED',
      title: 'GitHub has blocked the repository',
      steps: [
        `Read why: ${page ?? 'GitHub has written to the repository’s owner'}.${reason === 'dmca' ? ' Its owner may answer with a counter notice.' : ''}`,
        'The owner writes to GitHub’s support; no permission and no new token helps.',
        'Until then set GITHUB_PROBE_REPOSITORY to another repository of the product.',
      ],
    },
  };
}

function blockIn(bodyText: string | null): { reason?: string; html_url?: string } | null {
  try {
    return (JSON.parse(bodyText ?? '') as { block?: { reason?: string; html_url?: string } }).block ?? null;
  } catch {
    return null;
  }
}
