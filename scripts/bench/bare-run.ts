// The floor of the benchmark `overhead`: what the bare SDK needs for a workflow of the same shape. It remembers nothing.
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';

export interface BareActivities {
  noOp(): Promise<void>;
}

const { noOp } = proxyActivities<BareActivities>({ startToCloseTimeout: '10s' });
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
