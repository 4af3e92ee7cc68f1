import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import type { ProbeTools } from '#activities/capability.ts';
import type { SpacesSettings } from '#activities/settings.ts';
import { spacesClient } from './client.ts';

/** Below it lies all that the probes make. */
export const FOLDER = 'greenlight/';

/** A key of this probe's own, deleted again whatever comes of the probe: also where the answer to the upload never came, for it may have
 * arrived. Ask for it before writing. */
export function scratch(tools: ProbeTools, settings: SpacesSettings, ending = 'bin'): { Bucket: string; Key: string } {
  const object = { Bucket: settings.bucket, Key: `${FOLDER}${tools.probeId}.${ending}` };
  tools.afterwards((after) =>
    spacesClient({ ...tools, ...after }, settings).send(new DeleteObjectCommand(object), { abortSignal: after.signal }),
  );
  return object;
}

/** True for a key that `scratch` has made, and for no other: only such a one may be swept away. */
export function isScratch(key: string): boolean {
  return /^greenlight\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.[a-z]+){1,2}$/.test(key);
}
