import { useFetcher } from '@remix-run/react';
import type { loader as sandboxLoader } from '#web/app/routes/ops.sandbox.tsx';
import type { BrokenFault } from '#web/app/sandbox-fault.ts';
import { BrokenNow } from './broken-now.tsx';
import { FaultList } from './fault-list.tsx';
import { Icon } from './light.tsx';
import { SandboxForm } from './sandbox-form.tsx';

/** “Break something” in the sandbox’s banner. The list of faults is fetched when it is opened; without JavaScript a link leads to it. */
export function BreakMenu({ broken }: { broken: BrokenFault[] | null }) {
  const list = useFetcher<typeof sandboxLoader>();
  const faults = list.data?.faults;
  return (
    <details
      className="menu"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && !faults && list.state === 'idle') list.load('/ops/sandbox');
      }}
    >
      <summary className="button small">
        Break something{broken && broken.length > 0 && <span className="count">{broken.length} broken</span>}
        <Icon name="chev" />
      </summary>
      <div className="pop wide">
        {broken === null || faults === null ? (
          <p className="away">The sandbox does not answer. “npm start” brings it up again by itself; try again in a moment.</p>
        ) : (
          <>
            <SandboxForm>
              <button name="surprise" value="yes">
                <b>Surprise me</b>
                <span>You guess, the doctor tells</span>
              </button>
            </SandboxForm>
            <BrokenNow broken={broken} />
            {faults ? <FaultList faults={faults} broken={broken} /> : <a href="/ops/sandbox">All faults</a>}
          </>
        )}
      </div>
    </details>
  );
}
