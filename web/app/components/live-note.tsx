import { useFreshness } from '#web/app/freshness.ts';
import { ClockTime } from './when.tsx';

/** Says so where the page does not hear from the server; silent while it does. */
export function LiveNote() {
  const { lostAt } = useFreshness();
  return (
    <p className="live" role="status">
      {lostAt && (
        <>
          Not live since <ClockTime at={lostAt} />, trying again.
        </>
      )}
    </p>
  );
}
