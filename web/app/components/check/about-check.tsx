import { Link } from '@remix-run/react';
import { Fragment } from 'react';
import { otherCheckAddress } from '#web/app/check-query.ts';
import type { CheckView } from '#web/app/check-view.ts';
import { docAddress } from '#web/app/doc-address.ts';
import { spelled } from '#web/app/times.ts';

/** What the check is: what it does, how often, for how much, what it needs, and where to read on. */
export function AboutCheck({ view: { about, query } }: { view: CheckView }) {
  const { does, baseline, cadence_ms, cost_usd, requires, missing, doc, configured } = about;
  return (
    <section>
      <h2>About this check</h2>
      <dl className="said">
        <dt>What it does</dt>
        <dd>{does}</dd>
        <dt>Runs</dt>
        <dd>
          {cadence_ms === null
            ? 'on demand only'
            : baseline
              ? `every ${spelled(cadence_ms).replace(/^1 /, '')}`
              : `when somebody asks; out of date after ${spelled(2 * cadence_ms)}`}
          , {cost_usd > 0 ? `about $${cost_usd} each` : 'free'}
        </dd>
        {requires.length > 0 && (
          <>
            <dt>Needs</dt>
            <dd>
              {requires.map((name, index) => (
                <Fragment key={name}>
                  {index > 0 && ', '}
                  <Link preventScrollReset to={otherCheckAddress(name, query)}>
                    {name}
                  </Link>
                </Fragment>
              ))}
            </dd>
          </>
        )}
        {!configured && (
          <>
            <dt>Not set</dt>
            <dd>
              {missing.map((variable, index) => (
                <Fragment key={variable}>
                  {index > 0 && ', '}
                  <code>{variable}</code>
                </Fragment>
              ))}
            </dd>
          </>
        )}
        <dt>Read on</dt>
        <dd>
          <ReadOn doc={doc} />
        </dd>
      </dl>
    </section>
  );
}

function ReadOn({ doc }: { doc: string }) {
  const address = docAddress(doc);
  if (address !== null) return <Link to={address}>What it proves, and what to do</Link>;
  return /^https?:\/\//.test(doc) ? <a href={doc}>{doc}</a> : <code>{doc}</code>;
}
