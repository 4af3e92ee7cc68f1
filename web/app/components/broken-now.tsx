import type { BrokenFault } from '#web/app/sandbox-fault.ts';
import { HealIt } from './heal-it.tsx';
import { SandboxForm } from './sandbox-form.tsx';

/** What is broken in the sandbox now, and the way back. Nothing where all is whole. */
export function BrokenNow({ broken }: { broken: BrokenFault[] }) {
  if (broken.length === 0) return null;
  return (
    <section className="broken" aria-label="Broken now">
      <h2>Broken now</h2>
      <ul>
        {broken.map((fault) => (
          <li key={fault.id}>
            <span>{fault.title}</span>
            <HealIt fault={fault} />
          </li>
        ))}
      </ul>
      {broken.length > 1 && (
        <SandboxForm>
          <button className="button small" name="heal" value="*">
            Heal everything
          </button>
        </SandboxForm>
      )}
    </section>
  );
}
