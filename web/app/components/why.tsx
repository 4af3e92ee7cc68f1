import { Link } from '@remix-run/react';
import { docAddress } from '#web/app/doc-address.ts';

/** The quiet way to the document that tells why `what` is as it is; nothing where a hint names none of ours. */
export function Why({ doc, what }: { doc: string; what: string }) {
  const address = docAddress(doc);
  return (
    address && (
      <Link className="why" to={address}>
        Why this happens<span className="vh">: {what}</span>
      </Link>
    )
  );
}
