import { Form, Link } from '@remix-run/react';
import { LIGHT_WORDS } from '#web/app/light-of.ts';
import type { RunLit, RunView } from '#web/app/run-view.ts';
import { took } from '#web/app/times.ts';
import { AskButton } from './ask-button.tsx';
import { Icon, Light } from './light.tsx';
import { When } from './when.tsx';

interface Props {
  view: RunView;
  now: Date;
  nonce: string;
  /** What the rows below are narrowed to. */
  outcome: RunLit | null;
  disabled: boolean;
}

const WORDS: Record<RunLit, string> = {
  ok: LIGHT_WORDS.ok,
  fail: LIGHT_WORDS.fail,
  warn: LIGHT_WORDS.warn,
  unknown: LIGHT_WORDS.unknown,
  running: 'running',
  queued: 'queued',
  skipped: 'skipped',
};

/** What the run is, who asked, how it stands, what can be done, and where else it can be seen. */
export function RunHead({ view, now, nonce, outcome, disabled }: Props) {
  const here = `/ops/runs/${view.id}`;
  return (
    <section className="verdict" data-verdict={view.light} aria-label="The run">
      <Light light={view.light} size="xl" />
      <div className="say">
        <p className="crumb">
          <Link to="/ops/runs">Runs</Link>
        </p>
        <h1>{view.headline}</h1>
        <p className="vh" role="status">
          {view.open ? 'Under way.' : `Over: ${view.headline}`}
        </p>
        <p>
          Asked by {view.askedBy}
          {view.overBudget && ', over budget'}, <When at={view.startedAt} />. <Lasting view={view} now={now} />
        </p>
        {!view.recorded && <p>It is not recorded: no light moves, history keeps nothing, and this page goes soon after its end.</p>}
      </div>
      <div className="do">
        {view.open ? (
          <Form method="post" action={`${here}/cancellation`}>
            <button className="button">Cancel run</button>
          </Form>
        ) : (
          view.again.checks > 0 && (
            <AskButton ask={{ run: view.id }} nonce={nonce} back={here} className="button" label="" disabled={disabled}>
              <Icon name="play" />
              {againLabel(view)}
            </AskButton>
          )
        )}
      </div>
      <p className="watchline">
        <span className="counts">
          {Object.entries(WORDS)
            .map(([lit, word]) => ({ lit: lit as RunLit, word, count: view.counts[lit as RunLit] }))
            .filter(({ lit, count }) => count > 0 || lit === outcome)
            .map(({ lit, word, count }) => (
              <Link key={lit} to={`${here}?outcome=${lit}`} aria-current={lit === outcome || undefined} preventScrollReset>
                <Light light={lit} />
                <b>{count}</b> {word}
              </Link>
            ))}
          {outcome && (
            <Link to={here} preventScrollReset>
              Show all {view.rows.length}
            </Link>
          )}
        </span>
        <span className="links">
          <a href={`${here}.json`}>JSON</a>
          <a href={`${here}.xml`}>JUnit</a>
          {view.workflowUrl && (
            <a href={view.workflowUrl} rel="noreferrer">
              Open in Temporal
            </a>
          )}
        </span>
      </p>
    </section>
  );
}

function againLabel({ again, state }: RunView): string {
  if (again.failed > 0) return 'Run the failing ones again';
  return state === 'finished' ? 'Run what is not well again' : 'Run what was left out';
}

/** How long it has been running, or took, beside what is usual. Seconds are never announced. */
function Lasting({ view: { startedAt, finishedAt, usualMs, rows }, now }: { view: RunView; now: Date }) {
  const ms = Math.max(0, (finishedAt ?? now).getTime() - startedAt.getTime());
  const usually = usualMs === null ? '' : `, usually ${took(usualMs)}`;
  if (finishedAt) return <>{`Took ${took(ms)}${usually}.`}</>;
  const doing = rows.every(({ lit }) => lit === 'queued') ? 'Waiting' : 'Running';
  return <>{`${doing} for ${took(ms)}${usually}.`}</>;
}
