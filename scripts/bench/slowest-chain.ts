/** A check of a run, how long it took, and what it waited for. */
export interface Link {
  check: string;
  requires: readonly string[];
  ms: number;
}

/** Checks that had to wait for one another, first to last, and how long they took together. */
export interface Chain {
  checks: string[];
  ms: number;
}

/** The chain that a run cannot be faster than, whatever runs beside it: the longest way through the prerequisites, by time.
 * A prerequisite that was not part of the run held nobody up. */
export function slowestChain(links: readonly Link[]): Chain {
  const byName = new Map(links.map((link) => [link.check, link]));
  const known = new Map<string, Chain>();
  const endingWith = (link: Link): Chain => {
    const before = slowest(link.requires.flatMap((name) => byName.get(name) ?? []).map(remembered));
    return { checks: [...before.checks, link.check], ms: before.ms + link.ms };
  };
  function remembered(link: Link): Chain {
    const chain = known.get(link.check) ?? endingWith(link);
    known.set(link.check, chain);
    return chain;
  }
  return slowest(links.map(remembered));
}

function slowest(chains: readonly Chain[]): Chain {
  return chains.reduce((most, chain) => (chain.ms > most.ms ? chain : most), { checks: [], ms: 0 });
}
