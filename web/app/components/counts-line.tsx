import { Link } from '@remix-run/react';
import type { ChecksPage } from '#web/app/checks-page.ts';
import { filterAddress } from '#web/app/filters.ts';
import type { Light } from '#web/app/light-of.ts';

/** From more checks than this on it is said over how many scopes they are spread. */
const FEW = 60;

const SAID: [Light, string, string][] = [
  ['fail', 'fails', 'fail'],
  ['warn', 'warns', 'warn'],
  ['unknown', 'could not be judged', 'could not be judged'],
  ['stale', 'is out of date', 'are out of date'],
  ['skipped', 'was skipped', 'were skipped'],
  ['never', 'has never run', 'have never run'],
];

/** How many are well, and how many are not: each number leads to its checks. */
export function CountsLine({ counts, configured, scopes }: Pick<ChecksPage, 'counts' | 'configured' | 'scopes'>) {
  // What was never run doesn't count as not well.
  const looked = configured - counts.never;
  const rest = SAID.filter(([light]) => counts[light] > 0);
  return (
    <>
      <Link to={filterAddress({ status: 'ok' })}>
        {counts.ok.toLocaleString('en')} of {looked.toLocaleString('en')}
      </Link>{' '}
      {looked === 1 ? 'check' : 'checks'}
      {configured > FEW && scopes > 1 && ` in ${scopes} scopes`} {counts.ok === 1 && looked === 1 ? 'is' : 'are'} well.{' '}
      {rest.map(([light, one, many], index) => (
        <span key={light}>
          {index > 0 && ', '}
          <Link to={filterAddress({ status: light })}>
            {counts[light].toLocaleString('en')} {counts[light] === 1 ? one : many}
          </Link>
        </span>
      ))}
      {rest.length > 0 && '.'}
    </>
  );
}
