import { docAddress } from './doc-address.ts';

/** What a link of a document leads to: an address, or, where it points to what the panel does not show, a path of the checkout. */
type DocLink = { address: string } | { path: string };

/** Reads a link as it stands in `from`, a document’s path below docs/. */
export function docLink(from: string, href: string): DocLink {
  if (/^(https?:|mailto:|#)/i.test(href)) return { address: href };
  // Another scheme, another host, or a path of the machine: nothing to follow.
  if (/^([a-z][\w+.-]*:|[/\\])/i.test(href)) return { path: href };
  // A host name is only lent: it takes dots and slashes as a browser would, and never climbs above the checkout.
  const { pathname, hash } = new URL(href, `http://checkout/docs/${from}`);
  const path = pathname.slice(1);
  const address = docAddress(path + hash) ?? folderAddress(path) ?? imageAddress(path);
  return address === null ? { path } : { address };
}

function folderAddress(path: string): string | null {
  return /^docs\/(?:[\w-]+\/)*$/.test(path) ? `/ops/${path.slice(0, -1)}` : null;
}

function imageAddress(path: string): string | null {
  return /^docs\/images\/[\w-]+\.png$/.test(path) ? `/ops/${path}` : null;
}
