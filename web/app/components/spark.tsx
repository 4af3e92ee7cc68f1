import { sparkPath } from '#web/app/spark-path.ts';

/** How long the last thirty took, as a line without an axis; what it says stands beside it in figures. */
export function Spark({ letters }: { letters: string }) {
  return letters === '' ? null : (
    <svg className="spark" aria-hidden="true">
      <path d={sparkPath(letters)} />
    </svg>
  );
}
