import type { ArtifactView } from '#web/app/artifact-view.ts';
import { useZone } from '#web/app/clock.tsx';
import { When } from '#web/app/components/when.tsx';
import { exact } from '#web/app/times.ts';

/** A file's name, size, hash and age, how long it is kept, and the way to have it. */
export function FileFacts({ file }: { file: ArtifactView }) {
  const { url, name, size, sha256, keptAt, prunedAt, pruned } = file;
  const zone = useZone();
  return (
    <>
      <a href={`${url}?download`} download>
        {name}
      </a>
      <span>{size}</span>
      <span title={sha256}>
        sha256 <code>{sha256.slice(0, 8)}…</code>
      </span>
      <When at={keptAt} />
      <span title={exact(prunedAt, zone)}>{pruned}</span>
    </>
  );
}
