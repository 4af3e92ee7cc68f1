/** The place of a probe in its check's history: when it ended, in whole microseconds since 1970 as Postgres keeps them, and its id. */
export interface HistoryPlace {
  endedUs: string;
  id: string;
}

/** The place as a short text for an address. */
export function writeCursor({ endedUs, id }: HistoryPlace): string {
  return `${BigInt(endedUs).toString(36)}-${id.replaceAll('-', '')}`;
}

/** Reads such a text; null where it is none. */
export function readCursor(text: string): HistoryPlace | null {
  const [, at, id] = /^([0-9a-z]{1,11})-([0-9a-f]{32})$/.exec(text) ?? [];
  if (at === undefined || id === undefined) return null;
  const endedUs = parseInt(at, 36);
  // What a double cannot hold exactly lies past the year 2255.
  return Number.isSafeInteger(endedUs) ? { endedUs: String(endedUs), id: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') } : null;
}
