import type { ReactNode } from 'react';
import type { Cause } from '#web/app/causes.ts';
import { few } from '#web/app/few.ts';
import { When } from './when.tsx';

/** What is known about a cause besides its finding. `told`: who was told, and who has answered. */
export function CauseNotes({ cause, told }: { cause: Cause; told?: ReactNode }) {
  const { checks, waiting, failureClass, title, changed, note } = cause;
  return (
    <dl className="notes">
      {failureClass && (
        <Note term="Class">
          <code className="class">{failureClass}</code>
        </Note>
      )}
      <Note term="Should hold">{title}</Note>
      {changed && (
        <Note term="Changed">
          {changed.changed.map(({ fact, was, is }) => (
            <span key={fact} className="change">
              <b>{fact}</b> <del>{was}</del> became <ins>{is}</ins>
            </span>
          ))}
          <span className="change">
            {changed.changed.length > 0 ? 'Since' : 'Nothing we know of, since'} it last went well, <When at={new Date(changed.at)} />
          </span>
        </Note>
      )}
      {checks.length > 1 && <Note term="Shows at">{few(checks)}</Note>}
      {waiting.length > 0 && <Note term="Waits for it">{few(waiting)}</Note>}
      {note && <Note term="Last try">{note}</Note>}
      {told && <Note term="Told">{told}</Note>}
    </dl>
  );
}

function Note({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
