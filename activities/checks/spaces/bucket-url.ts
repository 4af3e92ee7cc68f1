import type { SpacesSettings } from '#activities/settings.ts';

/** Where the bucket's files lie, without a trailing slash: a host of its own, or with path style a folder of the endpoint. */
export function bucketUrl({ endpoint, bucket, pathStyle }: Pick<SpacesSettings, 'endpoint' | 'bucket' | 'pathStyle'>): string {
  return pathStyle ? `${endpoint}/${bucket}` : endpoint.replace('://', `://${bucket}.`);
}
