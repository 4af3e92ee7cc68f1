/** Why a supervisor stops. */
export type Told = 'signal' | 'not needed';

/** Resolves on Ctrl-C, SIGTERM or SIGHUP, when our parent has gone (npm passes no SIGTERM on), or when `enough` has said so for a
 * second. A second Ctrl-C while we stop changes nothing: stopping is quick, and half a stop leaves processes behind. */
export function untilToldToStop(enough: (() => boolean) | null): Promise<Told> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('signal'));
    const parent = process.ppid;
    let quiet = 0;
    const looking = setInterval(() => {
      // A one-off has no parent to speak of; it stays a moment longer than its last lease, for the next command.
      if (enough) quiet = enough() ? quiet + 1 : 0;
      if (enough ? quiet >= 4 : process.ppid !== parent) {
        clearInterval(looking);
        resolve(enough ? 'not needed' : 'signal');
      }
    }, 250);
  });
}
