import { ago, exact } from '#web/app/times.ts';

/** A moment of the past: how long ago for the eye, exactly for the pointer and for machines. `never` where there is none. */
export function When({ at, now, otherwise = 'never' }: { at: Date | null; now: Date; otherwise?: string }) {
  if (at === null) return <>{otherwise}</>;
  return (
    <time dateTime={at.toISOString()} title={exact(at)}>
      {ago(at, now)}
    </time>
  );
}
