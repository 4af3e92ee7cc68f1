import type { HistoryArtifact } from '#db/check-history-reader.ts';
import { shownAs, type Shown } from './shown-types.ts';
import { sizeWords } from './sizes.ts';

/** A file of a probe as a page shows it. */
export interface ArtifactView {
  id: string;
  url: string;
  name: string;
  shown: Shown;
  size: string;
  sha256: string;
  keptAt: Date;
  prunedAt: Date;
  /** “pruned in 29 days”. */
  pruned: string;
  /** What an edit was given, or what came of it. */
  caption: 'Before' | 'After' | null;
  /** What stands in it, where it is a text that was read; JSON on lines of its own. */
  text: string | null;
  isCut: boolean;
}

const DAY_MS = 86_400_000;

/** A file with what its page says of it. `read` is what stands in it, where that was looked up. */
export function artifactView(artifact: HistoryArtifact, now: Date, read: { text: string; isCut: boolean } | null = null): ArtifactView {
  const { id, name, type, size, sha256, created_at, expires_at } = artifact;
  const shown = shownAs(type);
  return {
    id,
    url: `/ops/artifacts/${id}`,
    name,
    shown,
    size: sizeWords(size),
    sha256,
    keptAt: created_at,
    prunedAt: expires_at,
    pruned: prunedWords(expires_at, now),
    caption: shown !== 'picture' ? null : /^before\b/i.test(name) ? 'Before' : /^after\b/i.test(name) ? 'After' : null,
    text: read && (shown === 'json' && !read.isCut ? pretty(read.text) : read.text),
    isCut: read?.isCut ?? false,
  };
}

function prunedWords(at: Date, now: Date): string {
  const days = Math.floor((at.getTime() - now.getTime()) / DAY_MS);
  if (days < 1) return at <= now ? 'due to be pruned' : 'pruned within a day';
  return `pruned in ${days} ${days === 1 ? 'day' : 'days'}`;
}

/** What says that it is JSON and is none is shown as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
