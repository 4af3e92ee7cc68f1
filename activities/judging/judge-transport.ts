import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding, Hint, RungName } from '#workflows/core/finding.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { askedWait, waitInWords } from './asked-wait.ts';
import { ill } from './findings.ts';
import { tlsTrouble } from './tls-trouble.ts';

export interface TransportContext {
  /** The provider as people call it: "Axiom". */
  service: string;
  /** The variable that holds its address. */
  addressVariable: string;
  /** The check's page. */
  doc: string;
  deadlineMs: number;
}

/** Judges what every provider has in common: name, connection, certificate, deadline, a proxy's page, 5xx, 429, an answer that is
 * no answer. Null where the layers below the provider's own function hold, so that the capability judges on. */
export function judgeTransport(evidence: Evidence<unknown>, context: TransportContext): Finding | null {
  // An SDK that asks again until the deadline cuts its last try off: what ended before that says more than the clock.
  const ended = evidence.exchanges.filter((exchange) => !isCutOff(exchange)).at(-1);
  const answered = ended !== undefined && (ended.trouble !== null || (ended.status ?? 0) >= 400);
  if (evidence.timedOut && !answered) return timedOut(evidence, evidence.exchanges.at(-1), context);
  const last = evidence.timedOut ? ended : evidence.exchanges.at(-1);
  if (last?.trouble) return brokenConnection(evidence, last, last.trouble, context);
  if (!last || last.status === null) return null;
  if (last.status === 407 || looksLikeProxy(last)) return proxied(evidence, last, context);
  if (last.status === 429 || (last.status === 503 && last.headers['retry-after'])) return limited(evidence, last, context);
  if (last.status >= 500) return serverError(evidence, last, context);
  if (last.status < 300 && evidence.error) return unreadable(evidence, last, context);
  return null;
}

function brokenConnection(
  evidence: Evidence<unknown>,
  exchange: Exchange,
  trouble: NonNullable<Exchange['trouble']>,
  c: TransportContext,
): Finding {
  const host = exchange.host;
  const table: Record<typeof trouble.phase, { failureClass: PatientClass; rung: RungName; id?: string; summary: string; steps: string[] }> =
    {
      dns: {
        failureClass: 'dns',
        rung: 'dns',
        summary: `The name ${host} does not resolve (${trouble.code}).`,
        steps: [
          `Look at ${c.addressVariable}: is ${host} spelled right?`,
          `On the machine of the worker run: nslookup ${hostname(host)}`,
          'If no name resolves there, mend that machine’s DNS; or GREENLIGHT_DNS_SERVER, which is asked in its place where it is set.',
        ],
      },
      tcp: {
        failureClass: 'connect',
        rung: 'tcp',
        summary: `${host} does not take connections (${trouble.code}).`,
        steps: [
          `Look at ${c.addressVariable}: are host and port right?`,
          `Look at a firewall or an egress rule between the worker and ${host}.`,
          `If both are well, ${c.service} is down: look at its status page.`,
        ],
      },
      tls: { failureClass: 'tls', rung: 'tls', ...tlsTrouble(trouble.code, host, c, exchange.peer?.certificate) },
      http: {
        failureClass: trouble.code === 'BODY_TOO_LARGE' ? 'wrong_result' : 'connect',
        rung: 'http',
        summary:
          trouble.code === 'BODY_TOO_LARGE'
            ? `${host} sent far more than was asked for. ${trouble.message}`
            : `${host} broke the connection before its answer was complete (${trouble.code}).`,
        steps: [
          `Run the check again: a single broken connection passes.`,
          `If it stays, look at what stands between the worker and ${host}: a proxy, a load balancer, a firewall.`,
          `Then write to ${c.service} with the time of this probe.`,
        ],
      },
    };
  const said = table[trouble.phase];
  return ill(evidence, {
    ...said,
    status: 'fail',
    detail: trouble.code,
    hint: hint(said.id ?? said.failureClass.toUpperCase(), said.summary, said.steps, c),
  });
}

/** Where to look for who is silent: by the phase that was still awaited. */
const SILENCE = {
  dns: (host: string) => `On the machine of the worker run: nslookup ${hostname(host)}. Where it waits too, the name server is silent.`,
  tcp: (host: string) => `Look at firewalls between the worker and ${host}: silence instead of a refusal often is one.`,
  tls: (host: string) => `${host} takes the connection and then is silent: look at a proxy or firewall that inspects TLS on the way.`,
  http: (host: string) =>
    `The connection to ${host} came about, so no firewall closes the way: look at a proxy or gateway that holds requests back, and ask from another machine: curl -v https://${host}`,
};

function timedOut(evidence: Evidence<unknown>, exchange: Exchange | undefined, c: TransportContext): Finding {
  const rung: RungName =
    exchange?.trouble && exchange.status === null ? (exchange.trouble.phase === 'http' ? 'http' : exchange.trouble.phase) : 'http';
  const host = exchange?.host ?? c.service;
  const phase = { dns: 'resolving the name', tcp: 'connecting', tls: 'the TLS handshake', http: 'the answer' }[
    rung as 'dns' | 'tcp' | 'tls' | 'http'
  ];
  const summary = `${host} did not finish within ${seconds(c.deadlineMs)}: ${phase} was still awaited.`;
  return ill(evidence, {
    status: 'fail',
    failureClass: 'timeout',
    rung,
    detail: `no answer in ${seconds(c.deadlineMs)}`,
    summary,
    hint: hint(
      'TIMEOUT',
      `${c.service} does not answer in time`,
      [
        `Run the check again: a single slow moment passes.`,
        `Look at ${c.service}’s status page.`,
        SILENCE[rung as keyof typeof SILENCE](host),
      ],
      c,
    ),
  });
}

function proxied(evidence: Evidence<unknown>, exchange: Exchange, c: TransportContext): Finding {
  const summary = `A web page came back from ${exchange.host} (HTTP ${exchange.status}) where ${c.service} speaks JSON or XML.`;
  return ill(evidence, {
    status: 'fail',
    failureClass: 'proxy',
    rung: 'http',
    detail: `HTTP ${exchange.status}, ${exchange.headers['content-type'] ?? 'no type'}`,
    summary,
    hint: hint(
      'PROXY',
      'Something between us and the provider answers in its place',
      [
        `Look at ${c.addressVariable}: does it name the API, not a website?`,
        'Look at the proxy, captive portal or gateway that the worker’s machine goes through.',
        'Read the page that came back: it stands in the probe’s metadata.',
      ],
      c,
    ),
  });
}

function limited(evidence: Evidence<unknown>, exchange: Exchange, c: TransportContext): Finding {
  const wait = askedWait(exchange, evidence);
  const summary = `${c.service} asks us to slow down (HTTP ${exchange.status}${wait ? `, again in ${waitInWords(wait)}` : ''}).`;
  return ill(evidence, {
    status: 'fail',
    failureClass: 'rate_limit',
    rung: 'function',
    detail: `HTTP ${exchange.status}`,
    summary,
    hint: hint(
      'RATE_LIMIT',
      'Too many requests',
      [
        wait ? `Wait ${waitInWords(wait)}, then run the check again.` : 'Wait a minute, then run the check again.',
        'Find what else uses the same key or address; the probes alone ask seldom.',
        `Ask ${c.service} for a higher limit if your product needs it.`,
      ],
      c,
    ),
  });
}

function serverError(evidence: Evidence<unknown>, exchange: Exchange, c: TransportContext): Finding {
  const summary = `${c.service} answered with an error of its own: HTTP ${exchange.status}.`;
  return ill(evidence, {
    status: 'fail',
    failureClass: 'server_error',
    rung: 'http',
    detail: `HTTP ${exchange.status}`,
    summary,
    hint: hint(
      'SERVER_ERROR',
      `${c.service} is in trouble`,
      [
        `Look at ${c.service}’s status page.`,
        'Run the check again in a few minutes.',
        `If it stays, write to ${c.service}’s support${exchange.requestId ? ` and name the request ${exchange.requestId}` : ' with the time of this probe'}.`,
      ],
      c,
    ),
  });
}

function unreadable(evidence: Evidence<unknown>, exchange: Exchange, c: TransportContext): Finding {
  const what = exchange.bodyBytes === 0 ? 'an empty answer' : 'an answer that cannot be read';
  const summary = `${c.service} said HTTP ${exchange.status} but sent ${what}.`;
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: what,
    summary,
    hint: hint(
      'UNREADABLE',
      'The answer is not what the API promises',
      [
        'Read what came back: it stands in the probe’s metadata.',
        `Look at ${c.addressVariable}: does it name the right API and version?`,
        'Look at proxies on the way that rewrite or cut answers.',
      ],
      c,
    ),
  });
}

/** Ended by a signal, not by itself. */
export function isCutOff({ trouble }: Exchange): boolean {
  return trouble !== null && ['TimeoutError', 'AbortError', 'UND_ERR_ABORTED'].includes(trouble.code);
}

function looksLikeProxy(exchange: Exchange): boolean {
  return /text\/html/.test(exchange.headers['content-type'] ?? '') && /^\s*<(!doctype|html)/i.test(exchange.bodyText ?? '');
}

function hint(id: string, title: string, steps: string[], c: TransportContext): Hint {
  return { id, title, steps, doc: c.doc };
}

const seconds = (ms: number) => `${ms / 1000} s`;
const hostname = (host: string) => host.replace(/:\d+$/, '');
