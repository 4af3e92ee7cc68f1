import type { Trigger } from '#workflows/core/run.ts';

const PLACES: Record<Trigger, string | null> = {
  manual: 'at the command line',
  ops_ui: 'on the panel',
  api: 'through the API',
  auto_boot: null,
  scheduler: null,
  confirm: null,
};
const BY_ITSELF: Partial<Record<Trigger, string>> = {
  auto_boot: 'the worker, when it started',
  scheduler: 'the schedule',
  confirm: 'the doctor, to look a second time',
};

/** Who asked for a run, in words: “mira at the command line”, “the schedule”. */
export function askedBy({ trigger, requestedBy }: { trigger: Trigger; requestedBy: string }): string {
  return BY_ITSELF[trigger] ?? `${requestedBy} ${PLACES[trigger]}`;
}
