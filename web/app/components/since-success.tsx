import type { SinceSuccess as Since } from '#workflows/core/beside-finding.ts';
import { When } from './when.tsx';

/** What differs from the check's last success, which often is the cause; or that nothing we know of does. */
export function SinceSuccess({ since }: { since: Since }) {
  const at = <When at={new Date(since.at)} />;
  if (since.changed.length === 0) return <p className="was">Nothing we know of has changed since it last went well, {at}.</p>;
  return (
    <div className="since-success">
      <h2>What changed since it last went well, {at}</h2>
      <dl className="notes">
        {since.changed.map(({ fact, was, is }) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>
              <del>{was}</del> <ins>{is}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
