import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineCapability, type Capability } from '#activities/capability.ts';
import { aiStudioText } from '#activities/checks/gemini/text.ts';
import { gatherEvidence } from '#activities/gather-evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import { createRedactor } from '#activities/redactor.ts';
import type { Kind, SettingsByKind } from '#activities/settings.ts';
import { serveHttp, type LoopbackServer } from '#test/support/loopback-server.ts';

/** Every window of six characters of it is found nowhere else. */
const SECRET = 'Zq7/Wk+3Xv"9Jp=5Ty';
const SHORTEST = 6;

/** What the provider says, as a model’s words or as they are. */
let said = '';
let server: LoopbackServer;
beforeAll(async () => {
  server = await serveHttp((request, response) => {
    const isGemini = request.url!.includes('generateContent');
    const body = isGemini ? JSON.stringify({ candidates: [{ content: { parts: [{ text: said }] } }] }) : said;
    response.writeHead(200, { 'content-type': isGemini ? 'application/json' : 'text/plain' }).end(body);
  });
});
afterAll(() => server.close());

const shared = { title: '', why: '', does: '', costUsd: 0, expensive: false, baseline: false, cadenceMs: null, requires: [] };
const quoting = (probe: Capability<'axiom', unknown>['probe']) =>
  defineCapability<'axiom', unknown>({
    ...shared,
    kind: 'axiom',
    capability: 'made_up',
    deadlineMs: 5_000,
    thresholds: {},
    probe,
    judge: (evidence) =>
      ill(evidence, {
        status: 'fail',
        failureClass: 'wrong_result',
        rung: 'function',
        summary: `It said “${evidence.error?.message ?? String(evidence.answer)}”.`,
        hint: { id: 'X', title: 'X', steps: ['X'], doc: '' },
      }),
  });
const asking = quoting(async (tools) => void (await tools.fetch(`${server.url}/plain`)));
const throwing = quoting(() => Promise.reject(new Error(said)));

/** The finding as it would be written down, of a provider that says `text`. */
async function findingOf<K extends Kind>(capability: Capability<K, never>, text: string): Promise<string> {
  said = text;
  const redactor = createRedactor([SECRET]);
  const settings = { apiKey: 'k', apiVersion: 'v1', baseUrl: server.url, textModel: 'm', imageModel: 'm', embeddingModel: 'm' };
  const evidence = await gatherEvidence(capability, settings as unknown as SettingsByKind[K], {
    runId: 'r',
    probeId: 'p-000000',
    cancelled: new AbortController().signal,
    redactor,
  });
  const context = { check: 'x', settings, thresholds: {}, doc: '' };
  return JSON.stringify(redactor.json(capability.judge(evidence, context as never)));
}

function leftOf(secret: string, text: string): string[] {
  const pieces = Array.from({ length: secret.length - SHORTEST + 1 }, (_, at) => secret.slice(at, at + SHORTEST));
  return pieces.filter((piece) => text.includes(piece));
}

describe.each([
  ['the text of an answer, at 8 KiB', asking, 8 * 1024],
  ['the message of an error, at 2,000', throwing, 2_000],
  ['the words of a model, at 2,000', aiStudioText, 2_000],
  ['what a summary quotes, at 60', aiStudioText, 60],
] as const)('a secret that lies across the cut of %s', (_, capability, cut) => {
  const forms = [
    ['as it is', SECRET],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['as base64', Buffer.from(SECRET).toString('base64')],
    ['as base64 two bytes on', Buffer.from(`ab${SECRET}`).toString('base64')],
  ] as const;

  it.each(forms)(
    'leaves less than six of its characters, wherever it begins: %s',
    async (_form, form) => {
      for (let begin = cut - form.length - 1; begin <= cut + 1; begin += 1) {
        const finding = await findingOf(capability as never, `${'.'.repeat(begin)}${form}${'.'.repeat(100)}`);
        // Characters at the ends of base64 are shared with what stands beside the secret.
        const whole = form === SECRET || form.includes('%') ? form : form.slice(form.startsWith('YW') ? 3 : 0, -2);
        expect({ begin, left: leftOf(whole, finding) }).toEqual({ begin, left: [] });
      }
    },
    60_000,
  );
});
