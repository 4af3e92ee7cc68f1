import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const CAP = 20 * 1024 * 1024;

export interface StoredFile {
  /** Path below the storage folder. */
  path: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
}

export interface ArtifactStore {
  /** Keeps a file; the same bytes of the same probe are the same file. A file over 20 MB is cut there. Rejects where the folder cannot be written. */
  put(probeId: string, file: { name: string; type: string; bytes: Uint8Array }): Promise<StoredFile>;
}

/** Artifacts in a folder: `integration_probes/<probe id>/<hash>-<name>`. */
export function createArtifactStore(folder: string): ArtifactStore {
  return {
    async put(probeId, { name, type, bytes }) {
      const kept = bytes.subarray(0, CAP);
      const sha256 = createHash('sha256').update(kept).digest('hex');
      const safe = name.replaceAll(/[^\w.-]+/g, '-').slice(-80);
      const path = `integration_probes/${probeId}/${sha256.slice(0, 12)}-${safe}`;
      const target = join(folder, path);
      await mkdir(join(folder, 'integration_probes', probeId), { recursive: true });
      // A name of its own: two deliveries of the same probe may write at the same time.
      const partial = `${target}.${randomUUID()}.partial`;
      try {
        await writeFile(partial, kept);
        await rename(partial, target);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      return { path, name: safe, type, size: kept.byteLength, sha256 };
    },
  };
}
