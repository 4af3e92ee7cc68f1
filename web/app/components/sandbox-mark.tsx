import { Link, useLocation } from '@remix-run/react';
import { backFrom } from '#web/app/back-from.ts';
import type { SandboxFrame } from '#web/app/sandbox-frame.server.ts';
import { BreakMenu } from './break-menu.tsx';
import { Light } from './light.tsx';

/** Stands on every page of the sandbox, so that no green of it is taken for a real one; and breaks what can be broken, where it is known
 * how to reach it. */
export function SandboxMark({ frame }: { frame: SandboxFrame | null }) {
  const here = useLocation();
  return (
    <aside className="sandbox" aria-label="Sandbox">
      <b>Sandbox</b>
      <span>Pretend providers on this machine. Nothing here is about your real services.</span>
      {frame && <BreakMenu key={here.key} broken={frame.broken} />}
      <div className="said" role="status" data-light={frame?.said?.light}>
        {frame?.said && (
          <>
            <Light light={frame.said.light} />
            <p>{frame.said.text}</p>
            <Link to={backFrom(here)}>Dismiss</Link>
          </>
        )}
      </div>
    </aside>
  );
}
