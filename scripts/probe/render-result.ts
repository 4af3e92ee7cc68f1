import { styleText } from 'node:util';
import { renderComparisons } from './render-comparisons.ts';
import { renderCredentials } from './render-credentials.ts';
import { tookOf } from './took-of.ts';
import type { RunDocument } from '#db/run-document.ts';
import { sinceSuccessOf, type SinceSuccess } from '#workflows/core/beside-finding.ts';
import type { Status } from '#workflows/core/status.ts';

const LIGHTS: Record<Status, { symbol: string; style: Parameters<typeof styleText>[0] }> = {
  ok: { symbol: '●', style: 'green' },
  warn: { symbol: '▲', style: 'yellow' },
  fail: { symbol: '■', style: 'red' },
  skipped: { symbol: '–', style: 'dim' },
  unknown: { symbol: '◆', style: 'magenta' },
};

/** A light as people read it: shape, word, colour. */
export function lightOf(status: Status): string {
  const { symbol, style } = LIGHTS[status];
  return styleText(style, `${symbol} ${status.padEnd(7)}`);
}

/** The result for a person: a line per check, what to do for each that is not well, the counts, where to look further. */
export function renderResult(document: RunDocument, addresses: { panel: string | null }): string {
  const { run, probes } = document;
  const width = Math.max(0, ...probes.map(({ check_name }) => check_name.length));
  const lines = probes.flatMap((probe) => {
    const took = probe.duration_ms > 0 ? styleText('dim', `  ${tookOf(probe.duration_ms)}`) : '';
    return [`${lightOf(probe.status)} ${probe.check_name.padEnd(width)}  ${probe.summary}${took}`, ...adviceOf(probe)];
  });
  const counts = (Object.entries(run.counts) as [Status, number][])
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}`);
  const took = run.duration_ms === null ? '' : ` in ${tookOf(run.duration_ms)}`;
  const spent = probes.reduce((sum, { cost_usd }) => sum + cost_usd, 0);
  const foot = `${counts.join(', ') || (run.selection.failing ? 'Nothing is failing: nobody was asked' : 'Nothing was probed')}${took}${spent > 0 ? `, about $${spent.toFixed(4)}` : ''}${run.over_budget ? ', over budget' : ''}${run.recorded ? '' : ', not recorded'}${run.state === 'finished' ? '' : ` (${run.state})`}`;
  const where = [
    ...(addresses.panel && run.recorded ? [`${addresses.panel}/ops/runs/${run.id}`] : []),
    ...(run.workflow_url ? [run.workflow_url] : []),
  ];
  return [
    ...lines,
    ...renderComparisons(document.comparisons),
    ...renderCredentials(probes),
    '',
    foot,
    ...where.map((address) => styleText('dim', address)),
    '',
  ].join('\n');
}

function adviceOf({ status, failure_class, hint, request_id, metadata }: RunDocument['probes'][number]): string[] {
  if (status === 'ok' || hint === null || failure_class === 'prerequisite' || failure_class === 'cancelled') return [];
  return [
    `            ${styleText('bold', hint.title)} ${styleText('dim', `(${failure_class})`)}`,
    ...hint.steps.map((step, index) => `            ${index + 1}. ${step}`),
    ...changesOf(sinceSuccessOf(metadata)),
    styleText('dim', `            ${hint.doc}${request_id ? `   request ${request_id}` : ''}`),
  ];
}

/** What differs from the check's last success, or that nothing does. */
function changesOf(since: SinceSuccess | null): string[] {
  if (since === null) return [];
  const at = `${since.at.slice(0, 16).replace('T', ' ')} UTC`;
  if (since.changed.length === 0) return [styleText('dim', `            Nothing we know of has changed since it last went well, ${at}.`)];
  return [
    `            Changed since it last went well, ${at}:`,
    ...since.changed.map(({ fact, was, is }) => `              ${fact}: ${styleText('dim', was)} → ${is}`),
  ];
}
