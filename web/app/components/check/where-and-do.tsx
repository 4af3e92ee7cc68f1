import type { CheckView } from '#web/app/check-view.ts';
import { AskButton } from '#web/app/components/ask-button.tsx';
import { Ladder } from '#web/app/components/ladder.tsx';
import { HealStep } from '#web/app/components/heal-step.tsx';
import { Icon } from '#web/app/components/light.tsx';
import { checkAddress } from '#web/app/check-query.ts';

interface Props {
  view: CheckView;
  nonce: string;
  /** Why nothing can be asked now. */
  trouble: string | null;
}

/** How far it came beside what to do about it. */
export function WhereAndDo(props: Props) {
  const { row } = props.view;
  return (
    <div className="two" data-lone={row.rungs.length === 0}>
      {row.rungs.length > 0 && (
        <section>
          <h2>{row.light === 'fail' ? 'Where it broke' : row.failureClass === 'slow' ? 'Where the time went' : 'How far it came'}</h2>
          <Ladder rungs={row.rungs} />
        </section>
      )}
      <Do {...props} />
    </div>
  );
}

function Do({ view: { row, query, about }, nonce, trouble }: Props) {
  const steps = row.hint?.steps ?? [];
  return (
    <section data-idle={isIdle(row) ? '' : undefined}>
      <h2>{headingOf(row)}</h2>
      {steps.length > 0 && (
        <ol className="steps">
          <HealStep check={row.name} />
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {!row.configured && (
        <ol className="steps">
          <li>
            Set{' '}
            {about.missing.map((variable, index) => (
              <span key={variable}>
                {index > 0 && ', '}
                <code>{variable}</code>
              </span>
            ))}
            .
          </li>
          <li>Restart the worker: it reads its variables once.</li>
        </ol>
      )}
      {row.light === 'stale' && (
        <p className="legend">Nothing has looked at it by itself for too long: see whether the worker and its schedule run.</p>
      )}
      {row.light === 'never' && (
        <p className="legend">
          {about.cadence_ms === null || !row.baseline
            ? 'Nothing runs it by itself: it waits for somebody to ask.'
            : 'The schedule will look at it; nobody has to wait for that.'}
        </p>
      )}
      {row.waiting.length > 0 && <p className="legend">Waits for it: {row.waiting.join(', ')}.</p>}
      {row.configured && (
        <div className="acts">
          <AskButton
            ask={{ check: row.name }}
            nonce={nonce}
            back={checkAddress(row.name, query, { before: null })}
            className={`button${row.light === 'fail' ? ' primary' : ''}`}
            label={row.label}
            disabled={trouble !== null}
          >
            <Icon name="play" />
            {row.light === 'never' ? 'Run now' : 'Run again'}
            {row.costUsd !== null && <span className="cost">${row.costUsd.toFixed(2)}</span>}
          </AskButton>
          {trouble && <p className="legend">{trouble}</p>}
        </div>
      )}
    </section>
  );
}

/** True where the button is all there is. */
function isIdle({ light, hint, configured }: CheckView['row']): boolean {
  return hint === null && configured && light !== 'never' && light !== 'stale';
}

function headingOf({ light, hint, configured }: CheckView['row']): string {
  if (hint) return hint.title;
  if (!configured) return 'Do this';
  if (light === 'stale') return 'Look again';
  return light === 'never' ? 'Look for the first time' : 'Nothing to do';
}
