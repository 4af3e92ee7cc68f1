import type { Exchange } from '#activities/evidence.ts';

/** Milliseconds from the connection that stands to the first byte of the answer; null where none came. `firstByte` counts from the start. */
export function untilAnswered({ dns, tcp, tls, firstByte }: Exchange['timings']): number | null {
  return firstByte === null ? null : Math.max(0, firstByte - wayOf({ dns, tcp, tls }));
}

/** Milliseconds that the way to the host took: its name, the connection, TLS. */
export function wayOf({ dns, tcp, tls }: Pick<Exchange['timings'], 'dns' | 'tcp' | 'tls'>): number {
  return (dns ?? 0) + (tcp ?? 0) + (tls ?? 0);
}
