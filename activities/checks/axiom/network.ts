import { networkCheck } from '#activities/network/network-check.ts';

/** The way to Axiom, and to the edge that takes the events where one is set. */
export const axiomNetwork = networkCheck({
  kind: 'axiom',
  service: 'Axiom',
  hostsOf: ({ url, edgeUrl }) => [{ url, variable: 'AXIOM_URL' }, ...(edgeUrl ? [{ url: edgeUrl, variable: 'AXIOM_EDGE_URL' }] : [])],
});
