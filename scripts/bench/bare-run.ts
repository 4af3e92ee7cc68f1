// The floor of the benchmark `overhead`: what the bare SDK needs for a workflow of the same shape. It remembers nothing.
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';

export interface BareActivities {
  noOp(): Promise<void>;
}

// The same options as the doctor's: what they cost the server and the SDK is not what the doctor costs.
const { noOp } = proxyActivities<BareActivities>({
  startToCloseTimeout: '20s',
  scheduleToCloseTimeout: '160s',
  heartbeatTimeout: '15s',
  summary: 'nothing',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '15s' },
});
const { noOp: local } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '10s' });

/** Opens with a local activity, does the groups beside each other (one activity, then the others it was required by), closes
 * with a local activity: the waves of `doctorRun`. */
export async function bareRun(groups: number[]): Promise<void> {
  await local();
  await Promise.all(
    groups.map(async (dependents) => {
      await noOp();
      await Promise.all(Array.from({ length: dependents }, () => noOp()));
    }),
  );
  await local();
}
