import type { ShownRow } from '#web/app/table-view.ts';
import { useSecond } from '#web/app/clock.tsx';
import { took } from '#web/app/times.ts';
import { When } from './when.tsx';

interface Props {
  running: NonNullable<ShownRow['running']>;
  usualMs: number | null;
  lastSuccessAt: Date | null;
}

/** What goes on with a check now: how long, which attempt, when again; beside it what was known before. */
export function RowRunning({ running, usualMs, lastSuccessAt }: Props) {
  const { waiting, attempt, of, since, againAt, trouble } = running;
  const now = useSecond(true);
  const seconds = (ms: number): string => `${Math.max(0, Math.round(ms / 1_000))} s`;
  const told = waiting
    ? 'Waits for its turn'
    : againAt !== null
      ? `Attempt ${attempt + 1} of ${of}, again in ${seconds(againAt.getTime() - now.getTime())}`
      : attempt > 1
        ? `Attempt ${attempt} of ${of}`
        : since && now.getTime() - since.getTime() >= 1_000
          ? `Running ${seconds(now.getTime() - since.getTime())}`
          : 'Running';
  return (
    <>
      <b>{told}</b>
      <span className="was">
        {trouble ?? (usualMs === null ? '' : `usually ${took(usualMs)}`)}
        {!trouble && lastSuccessAt && (
          <>
            {usualMs === null ? '' : ', '}was well <When at={lastSuccessAt} />
          </>
        )}
      </span>
    </>
  );
}
