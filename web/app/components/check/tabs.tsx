import type { ReactNode } from 'react';

/** Links of which one is chosen, beside a heading. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className="tabs" role="group" aria-label={label}>
      {children}
    </span>
  );
}
