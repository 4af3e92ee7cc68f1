import { untold } from './fault-rows.ts';
import type { Fault } from './provider.ts';

/** Hosts that have nothing to do with any provider: who does not reach them either has lost its own way out. */
export const REFERENCE_HOSTS = ['reference-a', 'reference-b'] as const;

/** While it is on, nobody takes a connection any more. */
export const EGRESS_CUT = 'egress.cut';

const lost = (provider: string) => untold(`${provider}.network`, 'no_egress', 'NO_EGRESS');

/** What breaks on our own side of the wire: it turns no light. */
export const OUR_FAULTS: readonly Fault[] = [
  {
    id: EGRESS_CUT,
    does: 'This machine has lost its way out: no host of any provider takes a connection, and no reference host does.',
    source: 'the wire itself (L3)',
    expect: ['gemini.ai_studio', 'gemini.vertex', 'github', 'axiom', 'spaces'].map(lost),
  },
  ...REFERENCE_HOSTS.map((host) => ({
    id: `${host}.closed`,
    does: 'The reference host takes no connection. While a provider does, nobody notices.',
    source: 'the wire itself (L3)',
    expect: [],
  })),
];
