import type { WantedRuns } from '#db/run-list-reader.ts';

type Filter = Pick<WantedRuns, 'asked' | 'outcome' | 'before'>;

/** Who asks, in the words of the filter. */
export const ASKED = {
  scheduler: 'The schedule',
  auto_boot: 'A start',
  confirm: 'A second look',
  ops_ui: 'On the panel',
  manual: 'At the command line',
  api: 'Through the API',
} as const satisfies Record<NonNullable<Filter['asked']>, string>;

/** How runs end, or that they have not. */
export const OUTCOMES = {
  running: 'Running',
  fail: 'Fail',
  unknown: 'Unknown',
  warn: 'Warn',
  ok: 'OK',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
  lost: 'Lost',
} as const satisfies Record<NonNullable<Filter['outcome']>, string>;

/** Reads the filters of the list from the address; what it does not know is no filter. */
export function readRunFilters(search: URLSearchParams): Filter {
  const [asked, outcome] = [search.get('asked') ?? '', search.get('outcome') ?? ''];
  return {
    asked: Object.hasOwn(ASKED, asked) ? (asked as keyof typeof ASKED) : null,
    outcome: Object.hasOwn(OUTCOMES, outcome) ? (outcome as keyof typeof OUTCOMES) : null,
    before: search.get('before') || null,
  };
}

/** The address of the list under these filters. */
export function runsAddress(filter: Partial<Filter>): string {
  const { asked, outcome, before } = filter;
  const search = new URLSearchParams(
    Object.entries({ asked, outcome, before }).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  return search.size > 0 ? `/ops/runs?${search}` : '/ops/runs';
}
