import type { Capability, JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import type { GitHubSettings } from '#activities/settings.ts';
import type { Finding } from '#workflows/core/finding.ts';

const SETTINGS: GitHubSettings = {
  appId: '4711',
  privateKey: 'not-a-secret',
  installationId: 815,
  apiUrl: 'https://github.example/api/v3',
  permissions: null,
  probeRepository: 'acme/widgets',
  webhookSecret: null,
  webhookUrl: null,
};
const NOON = new Date('2026-03-01T12:00:00Z');

/** An answer of GitHub's, so many seconds by its clock after the probe began by ours. */
export function answerOf(
  request: string,
  status: number,
  body: unknown = { message: 'geen toegang' },
  headers: Record<string, string> = {},
  afterS = 0,
): Exchange {
  const [method, path] = request.split(' ') as [string, string];
  return {
    method,
    host: 'github.example',
    url: `https://github.example/api/v3${path}`,
    status,
    headers: { 'content-type': 'application/json', date: new Date(NOON.getTime() + afterS * 1000).toUTCString(), ...headers },
    requestId: null,
    bodyText: JSON.stringify(body),
    bodyBytes: 0,
    timings: { dns: 1, tcp: 1, tls: 1, firstByte: 4, total: 5 },
    trouble: null,
  };
}

/** What a GitHub check thinks of evidence that no server had to give. */
export function judgeGitHubMadeUp<Answer>(
  capability: Capability<'github', Answer>,
  { lastSuccess, ...more }: Partial<Evidence<Answer>> & Pick<JudgeContext<'github'>, 'lastSuccess'>,
): Finding {
  const evidence: Evidence<Answer> = {
    answer: null,
    error: null,
    timedOut: false,
    exchanges: [],
    afterwards: [],
    files: [],
    durationMs: 10,
    wallClock: NOON,
    ...more,
  };
  const check = `github.${capability.capability}`;
  const { thresholds } = capability;
  return capability.judge(evidence, {
    check,
    settings: SETTINGS,
    thresholds,
    doc: `docs/checks/${check}.md`,
    lastSuccess: lastSuccess ?? null,
  });
}
