import { networkCheck } from '#activities/network/network-check.ts';
import { bucketUrl } from './bucket-url.ts';

/** The way to the bucket's own host, and to its public address where one is set. */
export const spacesNetwork = networkCheck({
  kind: 'spaces',
  service: 'Spaces',
  hostsOf: (settings) => [
    { url: bucketUrl(settings), variable: 'SPACES_ENDPOINT' },
    ...(settings.publicUrl ? [{ url: settings.publicUrl, variable: 'SPACES_PUBLIC_URL' }] : []),
  ],
});
