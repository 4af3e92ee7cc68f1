import type { LookupFunction } from 'node:net';
import type { Evidence, Exchange, PeerCertificate } from '#activities/evidence.ts';
import { createRedactor } from '#activities/redactor.ts';
import { createMeasuringAgent } from './measuring-agent.ts';
import { createRecordingFetch } from './recording-fetch.ts';

/** Node's codes for a certificate that is well but for the time of day. */
export const OUT_OF_DATE: readonly string[] = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];

/** Tells our own clock from the world's. */
export interface ClockWitness {
  /** Reads what time it is from who answered over a connection that is trusted. */
  note(evidence: Pick<Evidence<unknown>, 'exchanges'>): void;
  /** True where a certificate that is out of date by our clock is not so by the world's. Never rejects. */
  isWrongAbout(certificate: PeerCertificate): Promise<boolean>;
}

interface Asking {
  withinMs?: number;
  sharedMs?: number;
  latelyMs?: number;
  /** Resolves the hosts' names in the machine's place. */
  lookup?: LookupFunction | undefined;
}

/** Believes the last `Date` that came over a trusted connection, carried on by the monotonic clock for `latelyMs`. Without one the hosts
 * are asked, at most for `withinMs`; where they too are out of date by our clock, and nobody is not, it is the clock. */
export function createClockWitness(
  hosts: readonly string[],
  { withinMs = 2_000, sharedMs = 3_000, latelyMs = 600_000, lookup }: Asking = {},
): ClockWitness {
  let noted: { time: number; at: number } | null = null;
  let shared: { until: number; asked: Promise<Exchange[]> } | null = null;
  const timeNow = (): number | null =>
    noted && performance.now() - noted.at < latelyMs ? noted.time + performance.now() - noted.at : null;
  const note = (exchanges: readonly Exchange[]): void => {
    for (const { trouble, peer, headers } of exchanges) {
      const time = trouble || !peer?.certificate ? NaN : Date.parse(headers['date'] ?? '');
      if (!Number.isNaN(time)) noted = { time, at: performance.now() };
    }
  };
  const ask = (): Promise<Exchange[]> => {
    if (shared === null || performance.now() > shared.until)
      shared = { until: performance.now() + sharedMs, asked: askAll(hosts, withinMs, lookup) };
    return shared.asked;
  };
  return {
    note: ({ exchanges }) => note(exchanges),
    async isWrongAbout(certificate) {
      const asked = timeNow() === null ? await ask() : [];
      note(asked);
      const time = timeNow();
      if (time !== null) return isGood(certificate, time);
      const isTrusted = asked.some(({ trouble, peer }) => !trouble && peer?.certificate);
      return !isTrusted && asked.some(({ trouble }) => OUT_OF_DATE.includes(trouble?.code ?? ''));
    },
  };
}

function isGood({ validFrom, validTo, endsFirst }: PeerCertificate, time: number): boolean {
  return Date.parse(validFrom) <= time && time < Date.parse(endsFirst?.validTo ?? validTo);
}

async function askAll(hosts: readonly string[], withinMs: number, lookup?: LookupFunction): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const over = new AbortController();
  const agent = createMeasuringAgent(over.signal, lookup);
  const fetch = createRecordingFetch({
    agent: () => agent,
    signal: AbortSignal.timeout(withinMs),
    redactor: createRedactor([]),
    record: (exchange) => exchanges.push(exchange),
  });
  await Promise.allSettled(hosts.map((host) => fetch(`https://${host}/`, { method: 'HEAD' })));
  over.abort('over');
  void agent.destroy();
  return exchanges;
}
