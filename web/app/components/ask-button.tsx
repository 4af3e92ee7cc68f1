import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';

interface Props {
  /** What to run: one check or several, a scope, a provider of it, a kind of selection, or what was not well in a run. */
  ask: { check?: string | readonly string[]; scope?: string; provider?: string | null; selection?: string; run?: string };
  nonce: string;
  /** The page to come back to. */
  back: string;
  /** What the button's own words leave out, for those who don't see where it stands. */
  label: string;
  className: string;
  children: ReactNode;
  disabled?: boolean;
}

/** A form of one button that asks for a run. The nonce makes one run of a double click. */
export function AskButton({ ask, nonce, back, label, className, children, disabled = false }: Props) {
  const busy = useNavigation().state === 'submitting';
  return (
    <Form method="post" action="/ops/runs" className="ask" preventScrollReset>
      {Object.entries({ ...ask, nonce, back }).flatMap(([name, values]) =>
        [values ?? []].flat().map((value) => value && <input key={name + value} type="hidden" name={name} value={value} />),
      )}
      <button className={className} disabled={disabled} aria-busy={busy}>
        {children}
        <span className="vh"> {label}</span>
      </button>
    </Form>
  );
}
