import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { ONLY_TEXT_TELLS } from '#activities/judging/only-text-tells.ts';
import { askedAsApp } from './asked-as-app.ts';
import { messageOf } from './refusals.ts';
import { skewSeconds, timeOf } from './skew.ts';

type Settings = JudgeContext<'github'>['settings'];

/** The SDK signs a JWT from half a minute ago until nine and a half minutes from now: GitHub takes it while its own clock is no further
 * behind ours, and no further ahead. */
const WINDOW_S = { behind: 30, ahead: 570 };
/** A `Date` is cut to the second, and an answer is on its way for a moment. */
const ROUNDING_S = 2;

/** True where GitHub refused a JWT for its times. Its status is that of a wrong key; what tells is the clock, or that the SDK signed once
 * more, which it does for nothing else. */
export function isClockRefusal(exchange: Exchange, evidence: Evidence<unknown>, settings: Settings): boolean {
  if (!isJwtRefused(exchange, settings)) return false;
  if (timeOf(exchange) === null) return ONLY_TEXT_TELLS['github.jwt_times'].words.test(messageOf(exchange));
  const skew = skewSeconds(evidence, exchange);
  if (skew <= ROUNDING_S - WINDOW_S.behind || skew >= WINDOW_S.ahead - ROUNDING_S) return true;
  return evidence.exchanges.some((other, index) => other !== exchange && isSignedAgain(evidence, other, index, settings, exchange));
}

/** True where the SDK had to sign a request twice, which its caller never sees. */
export function wasSignedTwice(evidence: Evidence<unknown>, settings: Settings): boolean {
  return evidence.exchanges.some((exchange, index) => isSignedAgain(evidence, exchange, index, settings));
}

function isJwtRefused(exchange: Exchange, settings: Settings): boolean {
  return !exchange.trouble && exchange.status === 401 && askedAsApp(exchange, settings);
}

function isSignedAgain({ exchanges }: Evidence<unknown>, first: Exchange, index: number, settings: Settings, second?: Exchange): boolean {
  if (!isJwtRefused(first, settings)) return false;
  return exchanges
    .slice(index + 1)
    .some((again) => (!second || again === second) && again.method === first.method && again.url === first.url);
}
