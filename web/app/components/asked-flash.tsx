import { Link } from '@remix-run/react';
import type { Asked } from '#web/app/read-asked.server.ts';
import { Light } from './light.tsx';

/** What became of the button that was pressed: the run it led to and how far that is, or why there is none. */
export function AskedFlash({ asked, away }: { asked: Asked; away: string }) {
  if ('trouble' in asked) {
    return (
      <div className="flash" role="alert" data-verdict="unknown">
        <Light light="unknown" />
        <p>{asked.trouble}</p>
        <Link className="away" to={away}>
          Dismiss
        </Link>
      </div>
    );
  }
  const { done, planned, over } = asked;
  return (
    <div className="flash" role="status" data-verdict={over ? (over === 'cancelled' ? 'skipped' : over) : 'running'}>
      <Light light={over ? (over === 'cancelled' ? 'skipped' : over) : 'running'} />
      <p>
        {asked.joined ? 'It was already asked for, so you have joined it: ' : 'Your run, '}
        <Link to={`/ops/runs/${asked.runId}`}>{asked.what}</Link>
        {over ? (over === 'cancelled' ? ': cancelled.' : `: done, ${done} of ${planned}.`) : `: ${done} of ${planned} done.`}
      </p>
      <Link className="away" to={away}>
        Dismiss
      </Link>
    </div>
  );
}
