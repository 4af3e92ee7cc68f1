import { filesOf } from '#web/app/files-of.ts';

/** What a probe produced or received: pictures to look at, other files to open. */
export function Files(probe: Parameters<typeof filesOf>[0]) {
  const files = filesOf(probe);
  if (files.length === 0) return null;
  return (
    <p className="files">
      {files.map(({ url, name, isPicture }) => (
        <a key={url} href={url}>
          {isPicture && <img src={url} alt="" loading="lazy" width="96" height="96" />}
          {name}
        </a>
      ))}
    </p>
  );
}
