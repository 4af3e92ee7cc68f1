import { describe, expect, it } from 'vitest';
import { githubAppToken } from '#activities/checks/github/app-token.ts';
import { githubAppCheck } from '#activities/checks/github/app.ts';
import { githubRateLimit } from '#activities/checks/github/rate-limit.ts';
import { githubRepository } from '#activities/checks/github/repository.ts';
import { judgeLatency } from '#activities/judging/judge-latency.ts';
import { githubInstallation } from '#activities/checks/github/installation.ts';
import { findingOf } from '#test/support/made-up.ts';
import { answerOf, judgeGitHubMadeUp } from '#test/support/judge-github.ts';

const ERROR = { name: 'HttpError', message: 'geen toegang', code: null, status: 401 };
const EXPIRED = { message: "'Expiration time' claim ('exp') must be a numeric value" };

describe('a 401 to a JWT, in whatever words,', () => {
  const said = (...exchanges: ReturnType<typeof answerOf>[]) => judgeGitHubMadeUp(githubAppCheck, { error: ERROR, exchanges });
  const ask = (afterS: number) => answerOf('GET /app', 401, undefined, {}, afterS);

  it.each([
    ['agree', 0, 'fail', 'auth'],
    ['agree enough for its times', 500, 'fail', 'auth'],
    ['agree enough the other way round', -20, 'fail', 'auth'],
    ['are so far apart that it arrives expired', 571, 'unknown', 'clock'],
    ['are so far apart that it arrives from the future', -31, 'unknown', 'clock'],
  ])('is about its times or its key as the clocks tell: where they %s (%i s)', (_what, afterS, status, failure_class) => {
    expect(said(ask(afterS))).toMatchObject({ status, failure_class });
  });

  it('is about its times where the SDK signed again', () => {
    expect(said(ask(0), ask(0))).toMatchObject({ status: 'unknown', failure_class: 'clock' });
  });

  it('is told by its words where the answer has no Date', () => {
    const undated = (body?: unknown) => ({ ...answerOf('GET /app', 401, body), headers: { 'content-type': 'application/json' } });
    expect(said(undated(EXPIRED))).toMatchObject({ status: 'unknown', failure_class: 'clock' });
    expect(said(undated())).toMatchObject({ status: 'fail', hint: { id: 'GH_KEY' } });
  });
});

it.each([403, 429])('%i with Retry-After is a secondary limit, in whatever words', (status) => {
  const exchanges = [answerOf('GET /app', status, undefined, { 'retry-after': '60', 'x-ratelimit-remaining': '4000' })];
  const finding = judgeGitHubMadeUp(githubAppCheck, { error: ERROR, exchanges });
  expect(finding).toMatchObject({ status: 'fail', failure_class: 'rate_limit', hint: { id: 'RATE_LIMIT' } });
  expect(finding.summary).toContain('again in 60 s');
});

it.each([
  ['says since when it is suspended', { suspended_at: '2026-02-01T00:00:00Z' }, 'GH_SUSPENDED'],
  ['is active', { suspended_at: null }, 'GH_PERM'],
])('a token that is forbidden is judged by the installation, which %s', (_what, installation, id) => {
  const exchanges = [answerOf('POST /app/installations/815/access_tokens', 403)];
  const afterwards = [answerOf('GET /app/installations/815', 200, installation)];
  expect(judgeGitHubMadeUp(githubAppToken, { error: ERROR, exchanges, afterwards })).toMatchObject({
    failure_class: 'permission',
    hint: { id },
  });
});

it.each(['acme/app', 'app/widgets', 'acme/apples'])('the repository %s is no question about the App', (name) => {
  const asked = (status: number) =>
    judgeGitHubMadeUp(githubRepository, { error: ERROR, exchanges: [answerOf(`GET /repos/${name}`, status)] });
  expect(asked(404).hint!.id).toBe('GH_404');
  expect(asked(401).hint!.id).toBe('GH_TOKEN');
});

describe('a repository that has moved', () => {
  it('is a warning though the probe could not go after it', () => {
    const exchanges = [answerOf('GET /repos/acme/widgets', 301, { message: 'verhuisd' }, { location: 'https://elsewhere.example/' })];
    const answer = { full_name: null, default_branch: null, private: null, archived: false, commit: null, mayReadContents: true };
    expect(judgeGitHubMadeUp(githubRepository, { answer, exchanges })).toMatchObject({ status: 'warn', hint: { id: 'GH_MOVED' } });
  });
});

describe('an installation whose choice of repositories was changed', () => {
  const answer = { account: 'acme', repository_selection: 'all', permissions: {}, events: [], suspended_at: null, suspended_by: null };
  const judged = (before: string | null) =>
    judgeGitHubMadeUp(githubInstallation, {
      answer,
      exchanges: [answerOf('GET /app/installations/815', 200, {})],
      lastSuccess: before === null ? null : { at: '2026-02-28T12:00:00Z', facts: { 'repositories of the installation': before } },
    });

  it('warns, and says what it was before', () => {
    const finding = judged('selected');
    expect(finding).toMatchObject({ status: 'warn', failure_class: 'config', hint: { id: 'GH_SELECTION' } });
    expect(finding.summary).toContain('selected before, all now');
  });

  it.each([['all'], [null]])('is well where it was %s before', (before) => {
    expect(judged(before).status).toBe('ok');
  });
});

it.each([githubAppCheck, githubInstallation, githubAppToken])('$capability is too slow above five seconds', ({ thresholds }) => {
  const after = (durationMs: number) =>
    judgeLatency(findingOf('ok'), { exchanges: [], afterwards: [], error: null, durationMs } as never, {
      okMs: [],
      thresholds,
      doc: 'docs/x.md',
    });
  expect(after(5_000).status).toBe('ok');
  expect(after(5_001)).toMatchObject({ status: 'warn', failure_class: 'slow' });
});

it('a GitHub that counts no requests is well, and one that a proxy hides is not', () => {
  const asked = (headers = {}) =>
    judgeGitHubMadeUp(githubRateLimit, {
      error: { ...ERROR, status: 404 },
      exchanges: [answerOf('GET /rate_limit', 404, undefined, headers)],
    });
  expect(asked()).toMatchObject({ status: 'ok', summary: 'This GitHub counts no requests: its rate limits are switched off.' });
  expect(asked({ 'content-type': 'text/html' }).status).toBe('fail');
});
