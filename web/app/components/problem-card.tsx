import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Cause } from '#web/app/causes.ts';
import { useNow } from '#web/app/clock.tsx';
import { few } from '#web/app/few.ts';
import { checkAddress, type Filters } from '#web/app/filters.ts';
import { lasting } from '#web/app/times.ts';
import { CauseNotes } from './cause-notes.tsx';
import { Ladder } from './ladder.tsx';
import { HealStep } from './heal-step.tsx';
import { Icon, Light } from './light.tsx';
import { ClockTime, When } from './when.tsx';
import { Why } from './why.tsx';

interface Props {
  cause: Cause;
  filters: Filters;
  disabled: boolean;
  /** The one dark button of the page is this one’s. */
  first: boolean;
  /** Who was told of it, and who has answered. */
  told?: ReactNode;
  /** What else can be done about it, beside Run again. */
  acts?: ReactNode;
}

/** What is not well, and what to do about it. A failure gets its ladder and steps at once; for the rest one line with the steps folded. */
export function ProblemCard(props: Props) {
  return props.cause.light === 'fail' ? <Failure {...props} /> : <Line {...props} />;
}

function Failure(props: Props) {
  const { cause, told, acts } = props;
  return (
    <article className="problem" data-verdict="fail" aria-label={cause.label}>
      <div className="what">
        <Heading {...props} />
        <p className="finding">
          {cause.found}
          {cause.failureClass && (
            <>
              {' '}
              <code className="class">{cause.failureClass}</code>
            </>
          )}
        </p>
      </div>
      <div className="beside">
        <CauseNotes cause={cause} told={told} />
      </div>
      <div className="where">{cause.rungs.length > 0 && <Ladder rungs={cause.rungs} />}</div>
      <div className="fix">
        <div className="do">
          <h3>Do this</h3>
          {cause.hint && <Why doc={cause.hint.doc} what={cause.label} />}
        </div>
        {cause.hint && <Steps {...cause.hint} check={cause.checks[0]!.name} />}
        <div className="acts">
          <Again {...props} />
          {acts}
        </div>
      </div>
    </article>
  );
}

function Line(props: Props) {
  const { cause, acts } = props;
  return (
    <article className="problem line" data-verdict={cause.light} aria-label={cause.label}>
      <Heading {...props} />
      <div className="finding">
        <p>
          {cause.found}
          {cause.failureClass && (
            <>
              {' '}
              <code className="class">{cause.failureClass}</code>
            </>
          )}
        </p>
        {cause.checks.length > 1 && <p className="also">Shows at {few(cause.checks, cause.checks[0]!.group)}.</p>}
        {cause.hint && (
          <details>
            <summary>What to do</summary>
            <Steps {...cause.hint} check={cause.checks[0]!.name} />
            <Why doc={cause.hint.doc} what={cause.label} />
          </details>
        )}
      </div>
      <div className="acts">
        <Again {...props} />
        {acts}
      </div>
    </article>
  );
}

function Heading({ cause, filters }: Props) {
  return (
    <h2>
      <Light light={cause.light} />
      <Link to={checkAddress(cause.checks[0]!.name, filters)}>{cause.label}</Link>
      <span className="since">
        <Since {...cause} />
      </span>
    </h2>
  );
}

const WORDS = { fail: 'failing', warn: 'warns', unknown: 'not known' };

function Since({ light, since, isOnce, isAwaited, overdueMs }: Cause) {
  const now = useNow();
  if (since === null) return null;
  if (light === 'fail' && overdueMs > 0) return <>was failing when last looked at, {lasting(overdueMs)} out of date</>;
  if (isOnce)
    return (
      <>
        failed once, <When at={since} />
        {isAwaited && '; looking again'}
      </>
    );
  return (
    <>
      {WORDS[light]} {light === 'fail' && `for ${lasting(now.getTime() - since.getTime())}, `}
      since <ClockTime at={since} />
    </>
  );
}

function Steps({ title, steps, check }: { title: string; steps: readonly string[]; check: string }) {
  return (
    <>
      <p className="hint">{title}</p>
      <ol className="steps">
        <HealStep check={check} />
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}

function Again({ cause, disabled, first }: Props) {
  return (
    <button
      className={first ? 'button primary' : 'button'}
      form="ask"
      name="checks"
      value={cause.again.join(',')}
      disabled={disabled}
      aria-describedby={disabled ? 'why-not' : undefined}
    >
      <Icon name="play" />
      Run again{cause.costUsd !== null && <span className="cost">${cause.costUsd.toFixed(2)}</span>}
      <span className="vh"> {cause.label}</span>
    </button>
  );
}
