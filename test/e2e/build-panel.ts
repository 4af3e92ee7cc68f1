import { buildPanel } from '#scripts/stack/build-panel.ts';
import { cleanEnvironment } from '#scripts/stack/clean-environment.ts';

/** Builds the panel once: two stacks that find none would both build it, into the same folder. */
export default async function setup(): Promise<void> {
  await buildPanel(cleanEnvironment(process.env), () => {});
}
