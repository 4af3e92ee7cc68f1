import { useState } from 'react';
import { searchLines } from '#web/app/search-lines.ts';
import { CopyButton } from './copy-button.tsx';
import { useHydrated } from './use-hydrated.ts';

/** A long text to read, copy and, with JavaScript, search in: only the lines with the words stay, and those they are nested in. */
export function Searchable({ text, label }: { text: string; label: string }) {
  const isAlive = useHydrated();
  const [sought, setSought] = useState('');
  const { lines, found } = searchLines(text, sought);
  const isLong = text.includes('\n');
  return (
    <div className="searchable">
      <div className="tools" data-alive={isAlive}>
        {isLong && (
          <input
            type="search"
            placeholder="Search in it"
            aria-label={`Search in ${label}`}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
        )}
        {sought !== '' && <span role="status">{found === 1 ? '1 line' : `${found} lines`}</span>}
        <CopyButton what={label} text={() => text} />
      </div>
      <pre tabIndex={0} role="group" aria-label={label}>
        {lines.join('\n')}
      </pre>
    </div>
  );
}
