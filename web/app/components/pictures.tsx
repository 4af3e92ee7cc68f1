/** Small pictures of what a probe made; the words beside them say what they show. */
export function Pictures({ pictures }: { pictures: readonly string[] }) {
  return pictures.length === 0 ? null : (
    <span className="thumbs">
      {pictures.slice(0, 2).map((url) => (
        <img key={url} src={`${url}?thumb`} alt="" width="20" height="20" loading="lazy" decoding="async" />
      ))}
    </span>
  );
}
