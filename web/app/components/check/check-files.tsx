import type { ArtifactView } from '#web/app/artifact-view.ts';
import { Searchable } from './searchable.tsx';
import { FileFacts } from './file-facts.tsx';

/** What the probe gave: pictures to look at, before and after side by side, texts to read, the rest to download. */
export function CheckFiles({ files }: { files: readonly ArtifactView[] }) {
  if (files.length === 0) return null;
  const pictures = files
    .filter(({ shown }) => shown === 'picture')
    .toSorted((one, other) => Number(one.caption === 'After') - Number(other.caption === 'After'));
  const others = files.filter(({ shown }) => shown !== 'picture');
  return (
    <section>
      <h2>What it gave</h2>
      {pictures.length > 0 && (
        <div className="compare" data-count={pictures.length}>
          {pictures.map((file) => (
            <figure key={file.id}>
              <a href={file.url}>
                <img src={file.url} alt={file.caption ? `${file.caption} the edit` : `The picture ${file.name}`} width="288" height="288" />
              </a>
              <figcaption>
                {file.caption && <b>{file.caption}</b>}
                <FileFacts file={file} />
              </figcaption>
            </figure>
          ))}
        </div>
      )}
      {others.map((file) => (
        <div className="file" key={file.id}>
          <p className="facts-of">
            <FileFacts file={file} />
          </p>
          {file.text !== null && <Searchable text={file.text} label={file.name} />}
          {file.isCut && <p className="legend">Cut after 64 KiB; the download holds all of it.</p>}
        </div>
      ))}
    </section>
  );
}
