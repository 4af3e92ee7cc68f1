import type { Rung } from '#workflows/core/finding.ts';
import { took } from '#web/app/times.ts';

const NAMES: Record<Rung['name'], string> = {
  dns: 'DNS',
  tcp: 'TCP',
  tls: 'TLS',
  http: 'HTTP',
  auth: 'Auth',
  permission: 'Permission',
  function: 'Function',
};
const SHAPES: Record<Rung['status'], string> = {
  ok: 'M4.5 12H21.5',
  warn: 'M4.5 12H21.5',
  fail: 'M4.5 12 10.5 9.2M21.5 12 15.5 15.4',
  not_reached: 'M6 12H20',
};
const WORDS: Record<Rung['status'], string> = { ok: 'holds', warn: 'holds, but', fail: 'is broken', not_reached: 'not reached' };

/** How far it came: reached rungs whole, the broken one snapped, the rest dotted. */
export function Ladder({ rungs }: { rungs: readonly Rung[] }) {
  return (
    <ol className="ladder" aria-label="How far it came">
      {rungs.map(({ name, status, duration_ms, detail }) => (
        <li key={name} data-rung={status}>
          <svg width="26" height="24" aria-hidden="true">
            <path className="rail" d="M4.5 0V24M21.5 0V24" />
            <path className="rung" d={SHAPES[status]} strokeDasharray={status === 'not_reached' ? '1.5 3' : undefined} />
          </svg>
          <b>
            {NAMES[name]}
            <span className="vh"> {WORDS[status]}</span>
          </b>
          <span className="ms">{duration_ms === null ? '' : took(duration_ms)}</span>
          <span className="detail" title={detail ?? undefined}>
            {detail ?? (status === 'not_reached' ? 'not reached' : '')}
          </span>
        </li>
      ))}
    </ol>
  );
}
