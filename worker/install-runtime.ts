import { DefaultLogger, makeTelemetryFilterString, Runtime, type Logger } from '@temporalio/worker';
import type { Redactor } from '#activities/redactor.ts';

/** Installs Temporal's runtime with a logger that writes one JSON line an entry to standard output, redacted. Call it once, first. */
export function installRuntime(redactor: Redactor): Logger {
  const logger = new DefaultLogger('INFO', ({ level, message, timestampNanos, meta }) => {
    const at = new Date(Number(timestampNanos / 1_000_000n)).toISOString();
    process.stdout.write(`${redactor.text(JSON.stringify({ at, level, message, ...meta }, plainly))}\n`);
  });
  Runtime.install({
    logger,
    shutdownSignals: ['SIGINT', 'SIGTERM'],
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) } },
  });
  return logger;
}

/** Errors say nothing by themselves in JSON, and BigInts cannot be said at all. */
function plainly(_key: string, value: unknown): unknown {
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack, cause: value.cause };
  return typeof value === 'bigint' ? String(value) : value;
}
