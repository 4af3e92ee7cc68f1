import { Form } from '@remix-run/react';
import type { Board } from '#web/app/board.ts';
import { notWell } from '#web/app/filters.ts';
import { Icon } from './light.tsx';

/** Run now, over all: which of four selections. Works without JavaScript, being a `<details>`. */
export function RunMenu({ board, nonce, back }: { board: Board; nonce: string; back: string }) {
  if (board.temporalTrouble) {
    return (
      <>
        <button className="button" disabled>
          Run now
        </button>
        <p className="why">Runs need Temporal. “npm start” brings it up; else look at TEMPORAL_ADDRESS.</p>
      </>
    );
  }
  const unwell = notWell(board.counts);
  const costs = board.groups.flatMap(({ rows }) => rows).reduce((sum, row) => sum + (row.configured ? (row.costUsd ?? 0) : 0), 0);
  return (
    <details className="menu">
      <summary className={board.counts.fail > 0 ? 'button' : 'button primary'}>
        <span>Run now</span>
        <Icon name="chev" />
      </summary>
      <Form method="post" action="/ops/runs" className="pop">
        <input type="hidden" name="nonce" value={nonce} />
        <input type="hidden" name="back" value={back} />
        <button name="selection" value="all">
          <b>{costs > 0 ? 'All but the expensive' : 'All checks'}</b>
          <span>Everything that is configured{costs > 0 ? ' and free' : ''}</span>
        </button>
        <button name="selection" value="baseline">
          <b>Baseline</b>
          <span>The cheap ones that keep the light green</span>
        </button>
        {unwell > 0 && (
          <button name="selection" value="failing">
            <b>What is not well</b>
            <span>{unwell === 1 ? '1 check' : `${unwell} checks`}</span>
          </button>
        )}
        {costs > 0 && (
          <button name="selection" value="expensive">
            <b>With pictures</b>
            <span>Costs about ${costs.toFixed(2)}</span>
          </button>
        )}
      </Form>
    </details>
  );
}
