import type { Evidence, Exchange } from '#activities/evidence.ts';
import { untilAnswered } from '#activities/judging/until-answered.ts';
import type { Target } from '#activities/settings.ts';
import { markOf } from './mark-of.ts';

/** What should be the same tomorrow, by its name as people read it. Numbers are milliseconds, and only a leap of them counts. */
export type Facts = Record<string, string | number>;

/** The fact that holds a set: all the addresses that the host’s name stood for, apart by `, `. */
export const ADDRESS_OF = 'address of ';

/** Headers of an answer that tell which version of the provider answered. */
const TELLING = {
  server: 'server',
  'x-github-api-version-selected': 'API version',
  'x-amz-bucket-region': 'region of the bucket',
} as const;

/** The facts of one probe: the settings it was made with, whom it met on the way, and what the capability itself names (`told`). */
export function factsOf(target: Pick<Target, 'variables'>, evidence: Evidence<unknown>, told: Record<string, unknown> = {}): Facts {
  return { ...ofSettings(target), ...ofAnswer(told), ...Object.assign({}, ...evidence.exchanges.toReversed().map(ofExchange)) };
}

/** Of a credential its mark; credentials first, for they change most. */
function ofSettings({ variables }: Pick<Target, 'variables'>): Facts {
  const marked = variables.map((variable) => ({ ...variable, mark: markOf(variable) }));
  return Object.fromEntries(
    [...marked.filter(({ mark }) => mark), ...marked.filter(({ mark }) => !mark)].map(({ name, value, mark }) => [
      name,
      mark ? `${mark.last_four ? `…${mark.last_four} ` : ''}(fingerprint ${mark.fingerprint})` : value,
    ]),
  );
}

function ofAnswer(told: Record<string, unknown>): Facts {
  const known = Object.entries(told).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
}

function ofExchange({ host, peer, headers, timings }: Exchange): Facts {
  const facts: Facts = {};
  const { certificate, protocol, address, addresses } = peer ?? {};
  if (certificate)
    facts[`certificate of ${host}`] =
      `by ${certificate.issuer}, until ${certificate.validTo.slice(0, 10)} (${certificate.fingerprint.replaceAll(':', '').slice(0, 12).toLowerCase()})`;
  if (protocol) facts[`TLS of ${host}`] = protocol;
  for (const [header, name] of Object.entries(TELLING)) if (headers[header]) facts[`${name} of ${host}`] = headers[header];
  if (address) facts[`${ADDRESS_OF}${host}`] = (addresses ?? [address]).toSorted().join(', ');
  const phases = {
    'name lookup': timings.dns,
    connecting: timings.tcp,
    'TLS handshake': timings.tls,
    'first byte': untilAnswered(timings),
  };
  for (const [phase, ms] of Object.entries(phases)) if (ms !== null) facts[`${phase} of ${host}`] = Math.round(ms);
  return facts;
}
