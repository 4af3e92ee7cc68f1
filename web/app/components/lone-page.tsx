import { useChanges } from '#web/app/use-changes.ts';
import { Light } from './light.tsx';

/** A page with one thing to say; without a light where that tells nothing of how anything is. A waiting one tries again by itself every five seconds. */
export function LonePage({
  heading,
  text,
  waiting = false,
  lit = true,
}: {
  heading: string;
  text: string;
  waiting?: boolean;
  lit?: boolean;
}) {
  return (
    <main className="lone" id="main">
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
    </main>
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
