import type { ReactNode } from 'react';
import { useChanges } from '#web/app/use-changes.ts';
import { Light } from './light.tsx';

interface Props {
  heading: string;
  text: ReactNode;
  waiting?: boolean;
  /** False where it tells nothing of how anything is. */
  lit?: boolean;
  /** It stands below the top bar, in what is the main part of the page already. */
  framed?: boolean;
}

/** A page with one thing to say. A waiting one tries again by itself every five seconds. */
export function LonePage({ heading, text, waiting = false, lit = true, framed = false }: Props) {
  const Whole = framed ? 'section' : 'main';
  return (
    <Whole className="lone" id={framed ? undefined : 'main'}>
      {lit && <Light light="unknown" size="xl" />}
      <h1>{heading}</h1>
      <p>{text}</p>
      {waiting ? (
        <Waiting />
      ) : (
        <p>
          <a href="/ops">To the checks</a>
        </p>
      )}
    </Whole>
  );
}

function Waiting() {
  useChanges({ everyMs: 5_000 });
  return (
    <>
      <p>
        Runs go on meanwhile and are written down when Postgres is back. To mend it: start Postgres (“npm start” does), or look at
        DATABASE_URL.
      </p>
      <p>
        This page tries again every 5 s; without JavaScript, <a href="">try now</a>.
      </p>
    </>
  );
}
