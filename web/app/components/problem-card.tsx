import { Link } from '@remix-run/react';
import type { BoardRow } from '#web/app/board-row.ts';
import { checkAddress } from '#web/app/filters.ts';
import { AskButton } from './ask-button.tsx';
import { HealStep } from './heal-step.tsx';
import { Ladder } from './ladder.tsx';
import { Icon, Light } from './light.tsx';
import { When } from './when.tsx';

interface Props {
  row: BoardRow;
  nonce: string;
  back: string;
  disabled: boolean;
  /** The one dark button of the page is this one’s. */
  first: boolean;
}

const SINCE: Partial<Record<BoardRow['light'], string>> = {
  fail: 'failing since',
  warn: 'warns since',
  unknown: 'last asked',
};

/** What is not well, and what to do about it. A failure gets its ladder and steps at once; for the rest one line with the steps folded. */
export function ProblemCard(props: Props) {
  return props.row.light === 'fail' ? <Failure {...props} /> : <Line {...props} />;
}

function Failure({ row, ...asking }: Props) {
  return (
    <article className="problem" data-verdict="fail" aria-label={row.label}>
      <div className="what">
        <Heading row={row} />
        <p className="finding">{row.found}</p>
        <dl className="notes">
          {row.failureClass && (
            <>
              <dt>Class</dt>
              <dd>
                <code className="class">{row.failureClass}</code>
              </dd>
            </>
          )}
          <dt>Should hold</dt>
          <dd>{row.title}</dd>
          {row.waiting.length > 0 && (
            <>
              <dt>Waits for it</dt>
              <dd>{row.waiting.join(', ')}</dd>
            </>
          )}
          {row.note && (
            <>
              <dt>Last try</dt>
              <dd>{row.note}</dd>
            </>
          )}
        </dl>
      </div>
      <div className="where">{row.rungs.length > 0 && <Ladder rungs={row.rungs} />}</div>
      <div className="fix">
        <h3>{row.hint?.title ?? 'Do this'}</h3>
        <ol className="steps">
          <HealStep check={row.name} />
          {row.hint?.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <div className="acts">
          <Again row={row} {...asking} />
        </div>
      </div>
    </article>
  );
}

function Line({ row, ...asking }: Props) {
  return (
    <article className="problem line" data-verdict={row.light} aria-label={row.label}>
      <Heading row={row} />
      <div className="finding">
        <p>
          {row.found}
          {row.failureClass && (
            <>
              {' '}
              <code className="class">{row.failureClass}</code>
            </>
          )}
        </p>
        {row.hint && (
          <details>
            <summary>What to do</summary>
            <p>{row.hint.title}</p>
            <ol className="steps">
              <HealStep check={row.name} />
              {row.hint.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </details>
        )}
      </div>
      <div className="acts">
        <Again row={row} {...asking} />
      </div>
    </article>
  );
}

function Heading({ row }: { row: BoardRow }) {
  return (
    <h2>
      <Light light={row.light} />
      <Link to={checkAddress(row.name)}>{row.label}</Link>
      <span className="since">
        {SINCE[row.light]} <When at={row.since} />
      </span>
    </h2>
  );
}

function Again({ row, nonce, back, disabled, first }: Props) {
  return (
    <AskButton
      ask={{ check: row.name }}
      nonce={nonce}
      back={back}
      className={first ? 'button primary' : 'button'}
      label={row.label}
      disabled={disabled}
    >
      <Icon name="play" />
      Run again{row.costUsd !== null && <span className="cost">${row.costUsd.toFixed(2)}</span>}
    </AskButton>
  );
}
