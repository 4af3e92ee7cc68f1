import { Form } from '@remix-run/react';
import { LIGHT_WORDS } from '#web/app/light-of.ts';
import type { RunView } from '#web/app/run-view.ts';
import { STATUSES } from '#workflows/core/status.ts';
import { took } from '#web/app/times.ts';
import { Light } from './light.tsx';
import { When } from './when.tsx';

/** What the run is, who asked, how it stands, and where else it can be seen. */
export function RunHead({ view }: { view: RunView }) {
  const { startedAt, finishedAt } = view;
  return (
    <section className="verdict" data-verdict={view.light} aria-label="The run">
      <Light light={view.light} size="xl" />
      <div className="say">
        <h1>{view.headline}</h1>
        <p className="vh" role="status">
          {view.open ? 'Under way.' : `Done: ${LIGHT_WORDS[view.light as keyof typeof LIGHT_WORDS]}.`}
        </p>
        <p>
          Asked by {view.askedBy}
          {view.overBudget && ', over budget'}, <When at={startedAt} />
          {finishedAt && <>, took {took(finishedAt.getTime() - startedAt.getTime())}</>}.
        </p>
      </div>
      <div className="do">
        {view.open && (
          <Form method="post" action={`/ops/runs/${view.id}/cancellation`}>
            <button className="button">Cancel the run</button>
          </Form>
        )}
      </div>
      <p className="watchline">
        <span className="counts">
          {STATUSES.filter((status) => view.counts[status] > 0).map((status) => (
            <span key={status}>
              <Light light={status} />
              {view.counts[status]} {LIGHT_WORDS[status].toLowerCase()}
            </span>
          ))}
        </span>
        <span className="links">
          <a href={`/ops/runs/${view.id}.json`}>JSON</a>
          {view.workflowUrl && (
            <a href={view.workflowUrl} rel="noreferrer">
              Temporal
            </a>
          )}
        </span>
      </p>
    </section>
  );
}
