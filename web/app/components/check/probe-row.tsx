import { Link } from '@remix-run/react';
import { Ladder } from '#web/app/components/ladder.tsx';
import { LightAndWord } from '#web/app/components/light.tsx';
import type { PastProbe } from '#web/app/past-probe.ts';
import { took } from '#web/app/times.ts';
import { CopyButton } from './copy-button.tsx';
import { FileFacts } from './file-facts.tsx';
import { Moment } from './moment.tsx';
import { Searchable } from './searchable.tsx';

/** A probe of the past in one line; pressed it shows its evidence. */
export function ProbeRow({ probe, now }: { probe: PastProbe; now: Date }) {
  const { status, askedBy, tookMs, http, requestId } = probe;
  return (
    <li data-verdict={status}>
      <details>
        <summary>
          <span>
            <Moment at={probe.at} now={now} seconds />
          </span>
          <span className="v">
            <LightAndWord light={status} />
          </span>
          <span className="by">
            <span className="vh">asked by </span>
            {askedBy}
          </span>
          <span className="num">
            <span className="vh">took </span>
            {tookMs === null ? '–' : took(tookMs)}
          </span>
          <span className="num">
            <span className="vh">HTTP </span>
            {http ?? '–'}
          </span>
          <span className="id">
            <span className="vh">request </span>
            {requestId === null ? '–' : <code title={requestId}>{shortened(requestId)}</code>}
          </span>
        </summary>
        <Evidence probe={probe} />
      </details>
    </li>
  );
}

/** The ends of a long id, by which people know it. */
function shortened(id: string): string {
  return id.length > 11 ? `${id.slice(0, 5)}…${id.slice(-4)}` : id;
}

function Evidence({ probe }: { probe: PastProbe }) {
  const { summary, failureClass, askedBy, requestId, attempts, costUsd, rungs, files, metadata, isCut, runUrl } = probe;
  return (
    <div className="proof">
      <p>
        {summary}
        {failureClass && (
          <>
            {' '}
            <code className="class">{failureClass}</code>
          </>
        )}
      </p>
      <p className="legend">
        Asked by {askedBy}
        {attempts > 1 && `, ${attempts} attempts`}
        {costUsd > 0 && `, about $${costUsd}`}. <Link to={runUrl}>Its run</Link>
      </p>
      {requestId !== null && (
        <p className="legend">
          Request id <code>{requestId}</code> <CopyButton what="the request id" text={() => requestId} />
        </p>
      )}
      {rungs.length > 0 && <Ladder rungs={rungs} />}
      {files.map((file) => (
        <p key={file.id} className="facts-of">
          {file.shown === 'picture' && <img src={file.url} alt="" width="48" height="48" loading="lazy" />}
          <FileFacts file={file} />
        </p>
      ))}
      {metadata !== '{}' && <Searchable text={metadata} label="Raw facts, redacted" />}
      {isCut && <p className="legend">Cut: its run’s page holds all of it.</p>}
    </div>
  );
}
