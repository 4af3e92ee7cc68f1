import type { BaselineSchedule, DoctorClient } from '#worker/doctor-client.ts';
import { lookNowAndThen, type Look } from './look-now-and-then.server.ts';

/** A pause or a removal is told within this time. */
const FRESH_MS = 5_000;

/** What Temporal says of the baseline's schedule. */
export interface Scheduled {
  /** Null: there is none. Undefined: nobody has said yet. */
  schedule: Pick<BaselineSchedule, 'nextAt' | 'paused'> | null | undefined;
  /** Temporal did not answer. */
  silent: boolean;
}

/** Remembers how the schedule stood a moment ago, so that pages hardly wait for Temporal. `onChange` is called when that turns. */
export function createScheduleWatch(
  doctor: Pick<DoctorClient, 'baselineSchedule'>,
  onChange: () => void,
  freshMs = FRESH_MS,
): Look<Scheduled> {
  const ask = (): Promise<Scheduled> =>
    doctor.baselineSchedule().then(
      (schedule) => ({ schedule: schedule && { nextAt: schedule.nextAt, paused: schedule.paused }, silent: false }),
      () => ({ schedule: undefined, silent: true }),
    );
  return lookNowAndThen<Scheduled>({ ask, first: { schedule: undefined, silent: false }, onChange, freshMs });
}
