import { defineCapability, type JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import type { Finding, Ill } from '#workflows/core/finding.ts';
import { aiStudioClient } from './client.ts';
import { judgeGemini } from './judge-gemini.ts';

const DEADLINE_MS = 10_000;

/** Google knows the key. Listing models costs nothing and needs nothing else. */
export const geminiKey = defineCapability({
  kind: 'ai_studio',
  capability: 'key',
  title: 'Gemini accepts the key',
  why: 'Without a valid key no model answers.',
  does: 'Lists one model.',
  costUsd: 0,
  expensive: false,
  baseline: false,
  cadenceMs: 21_600_000,
  requires: ['network'],
  deadlineMs: DEADLINE_MS,
  thresholds: {},
  async probe(tools, settings) {
    const pager = await aiStudioClient(tools, settings).models.list({ config: { pageSize: 1, abortSignal: tools.signal } });
    return { models: pager.page.map(({ name }) => name ?? '') };
  },
  judge(evidence, context) {
    const trouble = judgeGemini(evidence, context, { deadlineMs: DEADLINE_MS, model: null });
    if (trouble) return isQuota(trouble) ? accepted(evidence, context, trouble) : trouble;
    const models = evidence.answer?.models ?? [];
    if (models.length === 0) {
      return ill(evidence, {
        status: 'fail',
        failureClass: 'wrong_result',
        rung: 'function',
        detail: 'no models',
        summary: 'Gemini answered, but names no model.',
        hint: {
          id: 'UNREADABLE',
          title: 'The answer is not what the API promises',
          steps: [
            'Look at GEMINI_BASE_URL and GEMINI_API_VERSION: do they name the right API?',
            'Read what came back: it stands in the probe’s metadata.',
          ],
          doc: context.doc,
        },
      });
    }
    return well(evidence, { summary: `Key …${context.settings.apiKey.slice(-4)} is accepted.`, metadata: { models } });
  },
});

/** Google itself says that the key's allowance is used up: it knows the key. A 429 of something in between tells nothing of it. */
function isQuota(finding: Finding): finding is Ill & { failure_class: 'quota' } {
  return finding.failure_class === 'quota';
}

function accepted(evidence: Evidence<unknown>, { settings }: JudgeContext<'ai_studio'>, { summary, hint }: Ill): Finding {
  return ill(evidence, {
    status: 'warn',
    failureClass: 'quota',
    rung: 'function',
    detail: 'HTTP 429',
    summary: `Key …${settings.apiKey.slice(-4)} is accepted, but: ${summary}`,
    hint,
  });
}
