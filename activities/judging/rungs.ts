import { RUNG_NAMES, type Rung, type RungName } from '#workflows/core/finding.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { daysLeft } from './days-left.ts';
import { untilAnswered } from './until-answered.ts';

/** The ladder of a probe: what was reached, how long each took, which broke. `broken` null: all rungs hold. Durations
 * and facts come from the exchange that matters: the failing one, else the last. */
export function rungsOf(
  evidence: Evidence<unknown>,
  broken: RungName | null,
  detail: string | null = null,
  severity: 'warn' | 'fail' = 'fail',
): Rung[] {
  const exchange = evidence.exchanges.at(-1);
  if (!exchange && broken === null) return [];
  const measured: Partial<Record<RungName, number | null>> = exchange
    ? {
        dns: exchange.timings.dns,
        tcp: exchange.timings.tcp,
        tls: exchange.timings.tls,
        http: untilAnswered(exchange.timings),
        function: evidence.durationMs,
      }
    : {};
  const facts = exchange ? factsOf(exchange, evidence) : {};
  const reached = broken === null ? RUNG_NAMES.length : RUNG_NAMES.indexOf(broken);
  return RUNG_NAMES.map((name, index) => {
    const status = index < reached ? 'ok' : name === broken ? severity : severity === 'warn' ? 'ok' : 'not_reached';
    const ms = status === 'not_reached' ? null : (measured[name] ?? null);
    return {
      name,
      status,
      duration_ms: ms === null ? null : Math.round(ms * 10) / 10,
      detail: name === broken ? detail : status === 'ok' ? (facts[name] ?? null) : null,
    };
  });
}

/** What each rung that held showed: who answered, over what, for how much longer, with which status. */
function factsOf(exchange: Exchange, { wallClock }: Evidence<unknown>): Partial<Record<RungName, string>> {
  const { peer, status } = exchange;
  const days = daysLeft(peer?.certificate?.endsFirst?.validTo ?? peer?.certificate?.validTo ?? null, { exchanges: [exchange], wallClock });
  const left = days === null ? null : days < 0 ? `${-days} d over` : `${days} d left`;
  const tls = [left, peer?.protocol?.replace('TLSv', 'TLS ')].filter(Boolean).join(', ');
  return {
    ...(peer?.address ? { dns: peer.address } : {}),
    ...(tls ? { tls } : {}),
    ...(status === null ? {} : { http: String(status) }),
  };
}
