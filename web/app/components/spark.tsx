/** How long the last thirty took, as a line without an axis; what it says stands beside it in figures. */
export function Spark({ path }: { path: string }) {
  return path === '' ? null : (
    <svg className="spark" width="56" height="16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
