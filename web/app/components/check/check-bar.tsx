import { Link } from '@remix-run/react';
import { boardAddress, otherCheckAddress } from '#web/app/check-query.ts';
import { checkReport } from '#web/app/check-report.ts';
import type { CheckView } from '#web/app/check-view.ts';
import { Icon } from '#web/app/components/light.tsx';
import { CopyButton } from './copy-button.tsx';

/** The way to the neighbours, the report to copy, and the way back to the checks. */
export function CheckBar({ view }: { view: CheckView }) {
  const { place, query } = view;
  return (
    <header className="bar">
      <Step to={place.previous} view={view} icon="left" label="Previous check" />
      <Step to={place.next} view={view} icon="right" label="Next check" />
      <span className="pos">
        <span className="vh">Check </span>
        {place.number} of {place.of}
      </span>
      <span className="gap" />
      <CopyButton
        wide
        what="report"
        text={() => checkReport(view, `${window.location.origin}/ops/checks/${encodeURIComponent(view.row.name)}`)}
      />
      <Link className="quiet" to={boardAddress(query)} aria-label="Close: to all checks" preventScrollReset>
        <Icon name="close" />
      </Link>
    </header>
  );
}

function Step({ to, view, icon, label }: { to: string | null; view: CheckView; icon: 'left' | 'right'; label: string }) {
  if (to === null)
    return (
      <span className="quiet" aria-hidden="true" data-off="">
        <Icon name={icon} />
      </span>
    );
  return (
    <Link
      className="quiet"
      to={otherCheckAddress(to, view.query)}
      aria-label={`${label}: ${to}`}
      title={to}
      data-key={icon === 'left' ? '[' : ']'}
      preventScrollReset
    >
      <Icon name={icon} />
    </Link>
  );
}
