import { Link } from '@remix-run/react';
import { checkAddress, LASTS } from '#web/app/check-query.ts';
import type { CheckView } from '#web/app/check-view.ts';
import { ProbeFilters } from './probe-filters.tsx';
import { ProbeRow } from './probe-row.tsx';
import { Tabs } from './tabs.tsx';

/** The latest probes, each with its evidence folded; sifted and paged by links. */
export function CheckProbes({ view: { row, query, probes, older, now } }: { view: CheckView }) {
  const isSifted = query.outcomes.length > 0 || query.askers.length > 0;
  return (
    <section aria-labelledby="latest" id="probes">
      <h2 id="latest">
        {query.before ? 'Earlier probes' : 'Latest probes'}
        <Tabs label="Probes listed">
          {LASTS.map((last) => (
            <Link
              key={last}
              preventScrollReset
              to={checkAddress(row.name, query, { last })}
              aria-current={last === query.last || undefined}
            >
              {last}
            </Link>
          ))}
        </Tabs>
      </h2>
      {(probes.length > 0 || isSifted) && <ProbeFilters name={row.name} query={query} />}
      {probes.length > 0 ? (
        <>
          <p className="past-head" aria-hidden="true">
            <span>Time</span>
            <span>Light</span>
            <span className="by">Asked by</span>
            <span className="num">Took</span>
            <span className="num">HTTP</span>
            <span className="id">Request id</span>
          </p>
          <ol className="past">
            {probes.map((probe) => (
              <ProbeRow key={probe.id} probe={probe} now={now} />
            ))}
          </ol>
        </>
      ) : (
        <p className="legend">
          {isSifted || query.before ? (
            <>
              No probe is like that. <Link to={checkAddress(row.name, query, { outcomes: [], askers: [] })}>Show all</Link>
            </>
          ) : (
            'It has never run.'
          )}
        </p>
      )}
      <p className="pages">
        {query.before && (
          <Link preventScrollReset to={checkAddress(row.name, query, { before: null })}>
            Newest
          </Link>
        )}
        {older && (
          <Link preventScrollReset to={checkAddress(row.name, query, { before: older })}>
            Older
          </Link>
        )}
      </p>
    </section>
  );
}
