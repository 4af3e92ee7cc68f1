import type { ReactNode } from 'react';
import type { Cause } from '#web/app/causes.ts';
import { changeWords } from '#web/app/change-words.ts';
import { few } from '#web/app/few.ts';
import type { SinceSuccess } from '#workflows/core/beside-finding.ts';
import { ClockTime, When } from './when.tsx';

/** What is known about a cause besides its finding; what helps first comes first. `told`: who was told, and who has answered. */
export function CauseNotes({ cause, told }: { cause: Cause; told?: ReactNode }) {
  const { checks, waiting, changed, note } = cause;
  const home = checks[0]!.group;
  return (
    <dl className="notes">
      {changed && (
        <Note term="Changed">
          <Changes {...changed} />
        </Note>
      )}
      {checks.length > 1 && <Note term="Shows at">{few(checks, home)}</Note>}
      {waiting.length > 0 && <Note term="Waits for it">{few(waiting, home)}</Note>}
      {note && <Note term="Last try">{note}</Note>}
      {told && <Note term="Told">{told}</Note>}
    </dl>
  );
}

function Changes({ at, changed }: SinceSuccess) {
  return (
    <>
      {changed.map((change) => {
        const { was, is } = changeWords(change);
        return (
          <span key={change.fact} className="change">
            {change.fact} <del>{was}</del> became <ins>{is}</ins>
          </span>
        );
      })}
      <span className="change">
        {changed.length > 0 ? (
          <>
            Since it last went well, <When at={new Date(at)} />
          </>
        ) : (
          <>
            Nothing known since <ClockTime at={new Date(at)} />.
          </>
        )}
      </span>
    </>
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
