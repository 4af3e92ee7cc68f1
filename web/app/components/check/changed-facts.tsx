import type { SinceSuccess } from '#workflows/core/beside-finding.ts';
import { Moment } from './moment.tsx';

/** What differs from the check's last success, fact by fact; or that nothing we know of does. */
export function ChangedFacts({ since, at, now }: { since: SinceSuccess; at: Date; now: Date }) {
  return (
    <section>
      <h2>
        Changed since it last worked{' '}
        <span>
          <Moment at={new Date(since.at)} now={now} /> → <Moment at={at} now={now} />
        </span>
      </h2>
      {since.changed.length === 0 ? (
        <p className="legend">Nothing we know of.</p>
      ) : (
        <table className="facts">
          <thead className="vh">
            <tr>
              <th scope="col">Fact</th>
              <th scope="col">Was</th>
              <th scope="col">Is</th>
            </tr>
          </thead>
          <tbody>
            {since.changed.map(({ fact, was, is }) => (
              <tr key={fact}>
                <th scope="row">{fact}</th>
                <td>
                  <del>{was}</del>
                </td>
                <td>
                  <ins>{is}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
