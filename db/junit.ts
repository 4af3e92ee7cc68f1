import { XMLBuilder } from 'fast-xml-parser';
import type { RunDocument } from './run-document.ts';

/** The result as JUnit XML: a suite per scope, a case per check. `fail` is a failure, `unknown` an error, `skipped` skipped; a warning is told in system-out. */
export function junitOf({ run, probes }: RunDocument): string {
  const scopes = [...new Set(probes.map(({ scope }) => scope))];
  const suites = scopes.map((scope) => {
    const own = probes.filter((probe) => probe.scope === scope);
    return {
      '@name': scope,
      '@tests': own.length,
      '@failures': own.filter(({ status }) => status === 'fail').length,
      '@errors': own.filter(({ status }) => status === 'unknown').length,
      '@skipped': own.filter(({ status }) => status === 'skipped').length,
      '@time': seconds(own.reduce((sum, { duration_ms }) => sum + duration_ms, 0)),
      '@timestamp': run.started_at,
      testcase: own.map(caseOf),
    };
  });
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { '@name': 'greenlight', '@tests': probes.length, testsuite: suites },
  };
  return new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true, suppressEmptyNode: true }).build(
    document,
  ) as string;
}

function caseOf(probe: RunDocument['probes'][number]): object {
  const steps = probe.hint
    ? [`${probe.hint.title}:`, ...probe.hint.steps.map((step, index) => `${index + 1}. ${step}`), probe.hint.doc].join('\n')
    : '';
  const told = { '@message': plain(probe.summary), '@type': probe.failure_class ?? '', '#text': plain(steps) };
  return {
    '@name': probe.check_name,
    '@classname': probe.scope,
    '@time': seconds(probe.duration_ms),
    ...(probe.status === 'fail' ? { failure: told } : {}),
    ...(probe.status === 'unknown' ? { error: told } : {}),
    ...(probe.status === 'skipped' ? { skipped: { '@message': plain(probe.summary) } } : {}),
    ...(probe.status === 'warn' ? { 'system-out': plain(`warn (${probe.failure_class}): ${probe.summary}\n${steps}`) } : {}),
  };
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);
// XML takes no control characters, not even escaped ones.
const plain = (text: string): string => text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
