import { networkCheck } from '#activities/network/network-check.ts';

/** The way to the bucket's own host, and to its public address where one is set. */
export const spacesNetwork = networkCheck({
  kind: 'spaces',
  service: 'Spaces',
  hostsOf: ({ endpoint, bucket, pathStyle, publicUrl }) => [
    { url: pathStyle ? endpoint : endpoint.replace('://', `://${bucket}.`), variable: 'SPACES_ENDPOINT' },
    ...(publicUrl ? [{ url: publicUrl, variable: 'SPACES_PUBLIC_URL' }] : []),
  ],
});
