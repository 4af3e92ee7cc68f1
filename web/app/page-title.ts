interface Match {
  id: string;
  data: unknown;
}

/** What the title says of a page that is not there. */
export function lostOr(error: unknown, page: string | null | undefined): string | null {
  return (error as { status?: number } | undefined)?.status === 404 ? 'Not found' : (page ?? null);
}

/** What stands in the browser's tab: the worst light first, on every page. */
export function pageTitle(matches: readonly (Match | undefined)[], page: string | null = null): string {
  const frame = matches.find((match) => match?.id === 'routes/ops')?.data as { title: string; mode: string } | undefined;
  const name = frame?.mode === 'sandbox' ? 'Greenlight sandbox' : 'Greenlight';
  const isSaid = page !== null && frame?.title.endsWith(page);
  return [frame?.title, isSaid ? null : page, name].filter(Boolean).join(' – ');
}
