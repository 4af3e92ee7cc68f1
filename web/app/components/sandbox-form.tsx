import { Form, useLocation, useNavigation, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { backFrom } from '#web/app/back-from.ts';
import type { loader as rootLoader } from '#web/app/root.tsx';

/** A form whose buttons break or heal, each named `break`, `heal` or `surprise`. Its nonce makes one of a double click. */
export function SandboxForm({ className, children }: { className?: string; children: ReactNode }) {
  const here = useLocation();
  const nonce = useRouteLoaderData<typeof rootLoader>('root')?.sandbox?.nonce ?? '';
  const isBusy = useNavigation().state === 'submitting';
  return (
    <Form method="post" action="/ops/sandbox" className={className} aria-busy={isBusy}>
      <input type="hidden" name="nonce" value={nonce} />
      {/* Who chose from the list wants to see what comes of it. */}
      <input type="hidden" name="back" value={here.pathname === '/ops/sandbox' ? '/ops' : backFrom(here)} />
      {children}
    </Form>
  );
}
