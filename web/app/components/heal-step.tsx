import { useRouteLoaderData } from '@remix-run/react';
import { brokeThis } from '#web/app/broke-this.ts';
import type { loader as rootLoader } from '#web/app/root.tsx';
import { faultFor } from '#web/app/sandbox-fault.ts';
import { HealIt } from './heal-it.tsx';

/** The first step of “Do this” where the trouble was made in the sandbox. Nothing where it was not, nor in live mode. */
export function HealStep({ check }: { check: string }) {
  const broken = useRouteLoaderData<typeof rootLoader>('root')?.sandbox?.broken ?? [];
  const fault = faultFor(check, broken);
  return (
    fault && (
      <li>
        {brokeThis(fault.title)} <HealIt fault={fault} />
      </li>
    )
  );
}
