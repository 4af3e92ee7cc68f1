import { Link } from '@remix-run/react';
import { countsSaid, type Counted } from '#web/app/counts-said.ts';
import { filterAddress } from '#web/app/filters.ts';

/** How many are well, and how many are not: each number leads to its checks. */
export function CountsLine({ counted }: { counted: Counted }) {
  const { well, others } = countsSaid(counted);
  return (
    <>
      {well && (
        <>
          <Link to={filterAddress({ status: well.light })}>{well.figure}</Link> {well.rest}{' '}
        </>
      )}
      {others.map(({ light, text }, index) => (
        <span key={light}>
          {index > 0 && ', '}
          <Link to={filterAddress({ status: light })}>{text}</Link>
        </span>
      ))}
      {others.length > 0 && '.'}
    </>
  );
}
