import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ProbeTools } from '#activities/capability.ts';
import type { SpacesSettings } from '#activities/settings.ts';
import { spacesClient } from './client.ts';

/** An upload that was begun. */
export interface Upload {
  id: string;
  /** The next part. */
  send(bytes: Uint8Array): Promise<void>;
  complete(): Promise<void>;
  abort(): Promise<void>;
}

/** Begins to upload a file in parts; aborted afterwards where it came to no end. Null where the answer names no upload. */
export async function beginUpload(
  client: S3Client,
  tools: ProbeTools,
  settings: SpacesSettings,
  object: { Bucket: string; Key: string },
): Promise<Upload | null> {
  const options = { abortSignal: tools.signal };
  let UploadId: string | null = null;
  let isOver = false;
  tools.afterwards(async (after) => {
    if (UploadId === null || isOver) return;
    const command = new AbortMultipartUploadCommand({ ...object, UploadId });
    await spacesClient({ ...tools, ...after }, settings).send(command, { abortSignal: after.signal });
  });
  const begun = await client.send(new CreateMultipartUploadCommand({ ...object, ContentType: 'application/octet-stream' }), options);
  UploadId = begun.UploadId ?? null;
  if (!UploadId) return null;
  const upload = { ...object, UploadId };
  const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
  return {
    id: UploadId,
    async send(bytes) {
      const PartNumber = Parts.length + 1;
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body: bytes }), options);
      Parts.push({ PartNumber, ETag });
    },
    async complete() {
      await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }), options);
      isOver = true;
    },
    async abort() {
      await client.send(new AbortMultipartUploadCommand(upload), options);
      isOver = true;
    },
  };
}
