/** What a run is called in a sentence. The end of its id: the beginning is the time, and the same for a minute. */
export function runName(id: string): string {
  return id.slice(-4);
}
