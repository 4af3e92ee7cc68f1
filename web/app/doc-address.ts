/** Where the panel shows a document that a check or a hint names, like `docs/checks/axiom.ingest.md#what-to-do`; null for what is no document of ours. */
export function docAddress(path: string): string | null {
  const [, page, anchor = ''] = /^docs\/((?:[\w-][\w.-]*\/)*[\w-][\w.-]*)\.md(#\S+)?$/.exec(path) ?? [];
  return page === undefined ? null : `/ops/docs/${page}${anchor}`;
}
