import { defineCapability, type Capability, type ProbeTools } from '#activities/capability.ts';
import { ill, well } from '#activities/judging/findings.ts';
import type { PatientClass } from '#workflows/core/failure-class.ts';
import { exchangeOf } from './judge-made-up.ts';

export type Made = Capability<'axiom', unknown>;

/** A capability that asks for its next attempt at once, and judges by what its probe gives: `true` is well. */
export function made(probe: (tools: ProbeTools) => unknown, more: Partial<Made> = {}): Made {
  return defineCapability<'axiom', unknown>({
    kind: 'axiom',
    capability: 'made_up',
    title: 'It works',
    why: 'Tests depend on it.',
    does: 'Nothing.',
    costUsd: 0,
    expensive: false,
    baseline: true,
    cadenceMs: null,
    requires: [],
    deadlineMs: 20_000,
    thresholds: {},
    probe: async (tools) => probe(tools),
    judge: (evidence) =>
      evidence.answer === true
        ? well(evidence, { summary: 'All is well.' })
        : sick(evidence, evidence.answer === 'connect' ? 'connect' : 'auth'),
    ...more,
  });
}

/** It fails, with this class. */
const sick = (evidence: Parameters<Made['judge']>[0], failureClass: PatientClass) =>
  ill(evidence, {
    status: 'fail',
    failureClass,
    rung: 'tcp',
    summary: `It answered ${JSON.stringify(evidence.answer)} ${evidence.error?.message ?? ''}`,
    hint: { id: 'X', title: 'Mend it', steps: ['Look.'], doc: 'docs/x.md' },
  });

/** An answer that lets itself be asked again at once. */
export const askAgainAtOnce = (tools: ProbeTools): 'connect' => askAgain(tools, '0');

/** An answer that asks to be asked again so many seconds later. */
export function askAgain({ recorder }: ProbeTools, after: string): 'connect' {
  recorder.add(exchangeOf('GET', 503, { headers: { 'retry-after': after }, requestId: 'req-7' }));
  return 'connect';
}
