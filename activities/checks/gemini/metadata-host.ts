import type { Exchange } from '#activities/evidence.ts';

/** Where Google's metadata server answers on each of its machines. Other clouds have servers of their own there. */
export const isUsualMetadataHost = (host: string): boolean => host === '169.254.169.254';

/** `address[:port]` as an exchange names its host: without the port that goes without saying. */
export function isMetadataHost({ host }: Pick<Exchange, 'host'>, metadataHost: string): boolean {
  return URL.canParse(`http://${metadataHost}`) && new URL(`http://${metadataHost}`).host === host;
}
