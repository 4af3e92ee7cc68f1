import { useState } from 'react';
import { Icon } from '#web/app/components/light.tsx';
import { useHydrated } from './use-hydrated.ts';

interface Props {
  /** What is copied, made when it is asked for. */
  text: () => string;
  /** What it is, after “Copy”. */
  what: string;
  /** True where there is room for the words. */
  wide?: boolean;
}

const SAID_MS = 2_000;

/** Copies a text. It needs JavaScript, and is not seen without. */
export function CopyButton({ text, what, wide = false }: Props) {
  const isAlive = useHydrated();
  const [said, setSaid] = useState<string | null>(null);
  const copy = async (): Promise<void> => {
    setSaid((await copied(text())) ? 'Copied' : 'Not allowed to copy');
    setTimeout(() => setSaid(null), SAID_MS);
  };
  return (
    <button
      type="button"
      className={`quiet copy${wide ? ' text' : ''}`}
      data-alive={isAlive}
      data-key={wide ? 'c' : undefined}
      onClick={() => void copy()}
    >
      <Icon name="copy" />
      {wide ? (said ?? `Copy ${what}`) : <span className={said ? '' : 'vh'}>{said ?? `Copy ${what}`}</span>}
      <span className="vh" role="status">
        {said}
      </span>
    </button>
  );
}

/** Browsers keep the clipboard from pages that came over plain HTTP from another machine: there the old way is the only one. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
