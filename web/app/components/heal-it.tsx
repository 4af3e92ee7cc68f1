import type { BrokenFault } from '#web/app/sandbox-fault.ts';
import { SandboxForm } from './sandbox-form.tsx';

/** The button that heals what is broken in the sandbox, and has the doctor look. */
export function HealIt({ fault }: { fault: Pick<BrokenFault, 'id' | 'title'> }) {
  return (
    <SandboxForm className="heal">
      <button className="button small" name="heal" value={fault.id}>
        Heal it<span className="vh"> ({fault.title})</span>
      </button>
    </SandboxForm>
  );
}
