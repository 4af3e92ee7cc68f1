import type { Finding, Hint, Rung } from '#workflows/core/finding.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { ill, well } from '#activities/judging/findings.ts';
import { isCutOff, judgeTransport } from '#activities/judging/judge-transport.ts';
import type { HostFacts } from './network-check.ts';

const DAY_MS = 86_400_000;

interface NetworkContext {
  service: string;
  deadlineMs: number;
  thresholds: Record<string, number>;
  doc: string;
}

interface Met {
  host: HostFacts;
  exchange: Exchange;
}

/** Judges the layers below the provider, host by host; the worst of them is the finding, and the others stand in `metadata.hosts`. */
export function judgeNetwork(evidence: Evidence<{ hosts: HostFacts[] }>, context: NetworkContext): Finding {
  const met = (evidence.answer?.hosts ?? []).flatMap((host) => {
    const exchange = evidence.exchanges.find((one) => one.host === host.host);
    return exchange ? [{ host, exchange }] : [];
  });
  const metadata = { hosts: met.map((one) => factsOf(one, evidence)) };
  const worst =
    first(met, (one) => brokenBelow(one, evidence, context)) ??
    first(met, (one) => certificate(one, evidence, context, 'fail')) ??
    first(met, (one) => clock(one, evidence, context)) ??
    first(met, (one) => certificate(one, evidence, context, 'warn')) ??
    first(met, (one) => slowName(one, evidence, context));
  const finding = worst ?? (met.length === 0 ? noName(evidence, context) : well(evidence, { summary: sentence(met, evidence) }));
  return {
    ...finding,
    http_status: null,
    rungs: finding.rungs.map(notExercised),
    metadata: { ...finding.metadata, ...metadata },
  } as Finding;
}

const first = (met: Met[], judge: (one: Met) => Finding | null): Finding | null =>
  met.map(judge).find((finding) => finding !== null) ?? null;

/** No request went out before the deadline: the names were still being looked up. */
function noName(evidence: Evidence<unknown>, context: NetworkContext): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'timeout',
    rung: 'dns',
    detail: 'no answer',
    summary: `No name of ${context.service}’s hosts was resolved within ${context.deadlineMs / 1000} s.`,
    hint: hint('DNS_SILENT', 'The name server does not answer', context, [
      'On the machine of the worker look at /etc/resolv.conf: do its name servers answer? Try: nslookup example.com',
      'Mend that machine’s DNS, then run the check again.',
    ]),
  });
}

function brokenBelow({ host, exchange }: Met, evidence: Evidence<unknown>, context: NetworkContext): Finding | null {
  if (!exchange.trouble && exchange.status !== 407) return null;
  const timedOut = isCutOff(exchange);
  return judgeTransport({ ...evidence, answer: null, exchanges: [exchange], timedOut }, transport(context, host.variable));
}

function certificate(one: Met, evidence: Evidence<unknown>, context: NetworkContext, status: 'warn' | 'fail'): Finding | null {
  const left = daysLeft(one.exchange, evidence);
  const most = daysAtMost(one.exchange, evidence);
  if (left === null || most! >= context.thresholds[`certificate_${status}_days`]!) return null;
  const own = one.exchange.peer!.certificate!;
  const { subject, issuer, validTo } = own.endsFirst ?? own;
  const which = own.endsFirst ? 'A certificate that carries that' : 'The certificate';
  return ill(only(one, evidence), {
    status,
    failureClass: 'expiring',
    rung: 'tls',
    detail: `${left} days left`,
    summary: `${which} of ${one.exchange.host} ends in ${left} ${left === 1 ? 'day' : 'days'}, on ${validTo.slice(0, 10)}.`,
    hint: hint('CERT_EXPIRING', 'A certificate is about to expire', context, [
      `It is the certificate ${own.endsFirst ? `of the authority ${subject} between` : `for ${subject || one.exchange.host}`}, issued by ${issuer || 'an authority without a name'}.`,
      `If ${one.host.variable} names a server or proxy of yours, renew its certificate now and look at what should have renewed it.`,
      `If it is ${context.service}’s own, tell them: after ${validTo.slice(0, 10)} every request will fail.`,
    ]),
  });
}

function clock(one: Met, evidence: Evidence<unknown>, context: NetworkContext): Finding | null {
  const skew = skewSeconds(one.exchange, evidence);
  if (skew === null || Math.abs(skew) <= context.thresholds['skew_warn_s']!) return null;
  const off = `${Math.abs(skew)} s ${skew > 0 ? 'behind' : 'ahead of'}`;
  return ill(only(one, evidence), {
    status: 'warn',
    failureClass: 'clock',
    rung: 'http',
    detail: `${off} the host`,
    summary: `This machine’s clock is ${off} that of ${one.exchange.host}.`,
    hint: hint('CLOCK', 'Set the clock', context, [
      'Compare the skew of the other providers’ network checks: if all say the same, it is this machine’s clock that is off.',
      'Then switch on time synchronisation (NTP) on the worker’s machine and on those of the product: timedatectl set-ntp true',
      skew > 0
        ? `If only ${one.exchange.host} differs, its own clock is ahead, or that of a proxy that answers in its place.`
        : `If only ${one.exchange.host} differs, something answers in its place with an old Date: look at proxies and caches on the way.`,
    ]),
  });
}

function slowName(one: Met, evidence: Evidence<unknown>, context: NetworkContext): Finding | null {
  const ms = Math.max(one.host.v4.ms, one.host.v6.ms);
  if (ms <= context.thresholds['dns_warn_ms']!) return null;
  return ill(only(one, evidence), {
    status: 'warn',
    failureClass: 'slow',
    rung: 'dns',
    detail: `${Math.round(ms)} ms`,
    summary: `Looking ${one.exchange.host} up took ${Math.round(ms)} ms.`,
    hint: hint('DNS_SLOW', 'The name server is slow', context, [
      `Time each name server in /etc/resolv.conf of the worker’s machine: dig @SERVER ${one.exchange.host.replace(/:\d+$/, '')}. One that is gone, far away or busy lets each lookup wait.`,
      'Put a caching resolver near the machine.',
    ]),
  });
}

/** The evidence as far as it is about one host, so that the rungs are that host's. */
const only = ({ exchange }: Met, evidence: Evidence<unknown>): Evidence<unknown> => ({ ...evidence, exchanges: [exchange] });

function factsOf(one: Met, evidence: Evidence<unknown>) {
  const { host, exchange } = one;
  return {
    ...host,
    status: exchange.status,
    peer: exchange.peer ?? null,
    days_left: daysLeft(exchange, evidence),
    skew_s: skewSeconds(exchange, evidence),
  };
}

/** Days until the first certificate of the chain ends, by the host's own clock where it tells the time. */
function daysLeft({ peer, headers }: Exchange, { wallClock }: Evidence<unknown>, now = Date.parse(headers['date'] ?? '')): number | null {
  if (!peer?.certificate) return null;
  const { validTo, endsFirst } = peer.certificate;
  return Math.floor((Date.parse(endsFirst?.validTo ?? validTo) - (Number.isNaN(now) ? wallClock.getTime() : now)) / DAY_MS);
}

/** A certificate is short only where both clocks say so: where they differ by days, one of them is wrong, and that is the finding. */
function daysAtMost(exchange: Exchange, evidence: Evidence<unknown>): number | null {
  const theirs = daysLeft(exchange, evidence);
  return theirs === null ? null : Math.max(theirs, daysLeft(exchange, evidence, evidence.wallClock.getTime())!);
}

/** How many seconds the host's clock is ahead of this machine's; null where it does not say. `Date` has whole seconds and is of when the answer began. */
function skewSeconds({ headers, timings }: Exchange, { wallClock }: Evidence<unknown>): number | null {
  const theirs = Date.parse(headers['date'] ?? '');
  return Number.isNaN(theirs) ? null : Math.round((theirs - wallClock.getTime() - (timings.firstByte ?? 0)) / 1000);
}

function sentence(met: Met[], evidence: Evidence<unknown>): string {
  const days = met.map(({ exchange }) => daysLeft(exchange, evidence)).filter((left) => left !== null);
  const hosts = met.map(({ exchange }) => exchange.host).join(' and ');
  return `${hosts} ${met.length === 1 ? 'answers' : 'answer'}${days.length > 0 ? `; ${met.length === 1 ? 'the certificate holds' : 'the certificates hold'} for ${Math.min(...days)} days` : ''}.`;
}

/** Nobody was asked for more than the way. */
function notExercised(rung: Rung): Rung {
  return ['auth', 'permission', 'function'].includes(rung.name) ? { ...rung, status: 'not_reached', duration_ms: null } : rung;
}

const transport = ({ service, doc, deadlineMs }: NetworkContext, addressVariable: string) => ({
  service,
  doc,
  addressVariable,
  deadlineMs,
});

function hint(id: string, title: string, { doc }: NetworkContext, steps: string[]): Hint {
  return { id, title, steps, doc };
}
