import type { Evidence, Exchange } from '#activities/evidence.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { ill, untold } from '#activities/judging/findings.ts';
import { wasSignedTwice } from './clock-refusal.ts';
import { skewSeconds } from './skew.ts';

type Context = JudgeContext<'github'>;

/** The warning where things work although the clock is off: the SDK had to sign twice, which its caller never sees, or it will
 * have to soon: of that those warn that have `skew_warn_s`. Null while the clock is right. `works` is the sentence about what did. */
export function clockWarning(
  evidence: Evidence<unknown>,
  context: Context,
  works: string,
  metadata: Record<string, unknown>,
): Finding | null {
  const last = evidence.exchanges.at(-1);
  if (!last) return null;
  const signedTwice = wasSignedTwice(evidence, context.settings);
  const skew = skewSeconds(evidence, last);
  if (!signedTwice && Math.abs(skew) <= (context.thresholds['skew_warn_s'] ?? Infinity)) return null;
  return ill(evidence, {
    status: 'warn',
    failureClass: 'clock',
    rung: 'auth',
    detail: offBy(skew),
    metadata: { ...metadata, skew_s: skew, signed_twice: signedTwice },
    summary: `${works}, but this machine’s clock is ${offBy(skew)}${signedTwice ? ': GitHub refused the first try, and the SDK signed again' : ''}.`,
    hint: {
      id: 'CLOCK',
      title: 'Set the clock',
      steps: [
        'Switch on time synchronisation (NTP) on the worker’s machine and on those of the product.',
        'Until then every request of the App may cost a second one, and expiry times are misjudged.',
      ],
      doc: context.doc,
    },
  });
}

/** GitHub refuses for the times: whether the key is right cannot be told. */
export function clockRefused(evidence: Evidence<unknown>, exchange: Exchange, context: Context): Finding {
  const skew = skewSeconds(evidence, exchange);
  return untold(evidence, {
    status: 'unknown',
    failureClass: 'clock',
    summary: `GitHub refuses the times in our JWT: this machine’s clock is ${skew === 0 ? 'not GitHub’s' : offBy(skew)}.`,
    metadata: { skew_s: skew },
    hint: {
      id: 'CLOCK',
      title: 'Set the clock',
      steps: [
        'Switch on time synchronisation (NTP) on the worker’s machine.',
        'If its clock is right, look for a proxy that answers from a cache: GitHub’s Date must be of now.',
        'Then run the check again.',
      ],
      doc: context.doc,
    },
  });
}

function offBy(skew: number): string {
  return `${Math.abs(skew)} s ${skew > 0 ? 'behind' : 'ahead'}`;
}
