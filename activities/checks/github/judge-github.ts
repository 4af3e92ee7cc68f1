import type { Finding } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { ill } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';
import { clockRefused } from './clock.ts';
import { isClockRefusal } from './clock-refusal.ts';
import { refusalOf } from './refusals.ts';

type Context = JudgeContext<'github'>;

/** What every GitHub check has in common: a key that is no key, a clock that is off, GitHub's refusals, the transport.
 * Null where GitHub did as asked. */
export function judgeGitHub(evidence: Evidence<unknown>, context: Context, deadlineMs: number): Finding | null {
  // All that the SDK does before its first request is to read the key and sign with it.
  if (evidence.exchanges.length === 0 && evidence.error && !evidence.timedOut) return damagedKey(evidence, context);
  const answered = lastAnswer(evidence);
  if (answered && isClockRefusal(answered, evidence, context.settings)) return clockRefused(evidence, answered, context);
  const refusal = answered && refusalOf(answered, evidence, context);
  if (refusal)
    return ill(evidence, { ...refusal, status: 'fail', detail: `HTTP ${answered.status}`, hint: { ...refusal.hint, doc: context.doc } });
  return judgeTransport(evidence, { service: 'GitHub', addressVariable: 'GITHUB_API_URL', doc: context.doc, deadlineMs });
}

/** GitHub answered as it does on success, but with something else in it. */
export function notWhatWasAsked(evidence: Evidence<unknown>, context: Context, what: string): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: `no ${what}`,
    summary: `GitHub answered, but not with ${/^[AEIO]/.test(what) ? 'an' : 'a'} ${what}.`,
    hint: {
      id: 'UNREADABLE',
      title: 'The answer is not what the API promises',
      steps: ['Look at GITHUB_API_URL: does it name GitHub’s API?', 'Read what came back: it stands in the probe’s metadata.'],
      doc: context.doc,
    },
  });
}

/** The answer to judge. Where the deadline cut the last try off, what was answered before says more; a connection that broke is
 * the transport's to judge. */
function lastAnswer({ exchanges, timedOut }: Evidence<unknown>): Exchange | undefined {
  const last = timedOut ? exchanges.findLast(({ trouble }) => !trouble) : exchanges.at(-1);
  return last?.trouble ? undefined : last;
}

function damagedKey(evidence: Evidence<unknown>, context: Context): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'config',
    rung: 'auth',
    detail: 'the key cannot be read',
    summary: 'The text in GITHUB_APP_PRIVATE_KEY is not a private key that GitHub could have given out.',
    hint: {
      id: 'PEM',
      title: 'The key’s text is damaged',
      steps: [
        'It must begin with -----BEGIN RSA PRIVATE KEY----- or -----BEGIN PRIVATE KEY----- and hold its line breaks (\\n is fine).',
        'Download the .pem again from the App’s settings; nothing else may stand around it, and base64 around it is too much.',
        'Or name the file in GITHUB_APP_PRIVATE_KEY_FILE. Then restart the worker.',
      ],
      doc: context.doc,
    },
  });
}
