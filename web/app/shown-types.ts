/** Types that a browser may show; everything else is only ever downloaded. None of them can carry a script. */
const SHOWN: Record<string, string> = {
  'image/png': 'image/png',
  'image/jpeg': 'image/jpeg',
  'image/webp': 'image/webp',
  'image/gif': 'image/gif',
  'text/plain': 'text/plain; charset=utf-8',
  'application/json': 'application/json; charset=utf-8',
};

/** How a page shows a file. */
export type Shown = 'picture' | 'json' | 'text' | 'download';

/** The content type under which a file is shown; undefined: it is not. */
export function shownType(type: string): string | undefined {
  return SHOWN[plain(type)];
}

/** How a page shows a file of this type. */
export function shownAs(type: string): Shown {
  if (shownType(type) === undefined) return 'download';
  if (plain(type).startsWith('image/')) return 'picture';
  return plain(type) === 'application/json' ? 'json' : 'text';
}

function plain(type: string): string {
  return type.split(';')[0]!.trim().toLowerCase();
}
