import { stripVTControlCharacters } from 'node:util';
import { DefaultRenderer, Listr, ListrLogger, ProcessOutput, type ListrTask } from 'listr2';
import { listenForChanges } from '#db/listen.ts';
import type { CheckProgress, RunProgress } from '#db/run-document.ts';
import type { RunReader } from '#db/run-reader.ts';
import { DoctorUnavailable } from '#worker/doctor-client.ts';
import { lightOf } from './render-result.ts';
import { tookOf } from './took-of.ts';

interface Following {
  runId: string;
  databaseUrl: string;
  reader: RunReader;
  /** Where progress goes; a terminal gets a live list, anything else plain lines. */
  output: NodeJS.WriteStream;
  /** Aborted: stop following (interrupted, or `--timeout`). */
  signal: AbortSignal;
}

const SAFETY_MS = 1_000;
/** A database that is started again is back within this; the run does not need us meanwhile. */
const PATIENCE_MS = 10_000;

/** Shows a run's progress until it has ended or the signal fires; resolves to the last that was seen.
 * @throws DoctorUnavailable where the database does not answer for ten seconds. */
export async function followRun({ runId, databaseUrl, reader, output, signal }: Following): Promise<RunProgress | null> {
  const view = output.isTTY ? liveList(output) : plainLines(output);
  let last: RunProgress | null = null;
  let wake = (): void => {};
  // Without it the second's re-reading goes on alone.
  const listening = await listenForChanges(databaseUrl, (change) => {
    if (change === null || change.run === runId) wake();
  }).catch(() => null);
  let readAt = Date.now();
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      try {
        last = await reader.runProgress(runId);
        readAt = Date.now();
        if (last) view.show(last);
        if (last && last.state !== 'running' && last.state !== 'asked') break;
      } catch (cause) {
        if (Date.now() - readAt > PATIENCE_MS)
          throw new DoctorUnavailable(
            'database',
            'Postgres stopped answering while the run went on. Look at DATABASE_URL, or at `npm start`.',
            { cause },
          );
      }
      await Promise.race([changed, new Promise((resolve) => setTimeout(resolve, SAFETY_MS))]);
    }
    return last;
  } finally {
    signal.removeEventListener('abort', onAbort);
    await view.end();
    await listening?.close();
  }
}

interface View {
  show(progress: RunProgress): void;
  end(): Promise<void>;
}

/** Standard output may be a file that must hold the result alone. */
function drawnOn(output: NodeJS.WriteStream): ProcessOutput {
  return new ProcessOutput(output, output === process.stderr ? process.stdout : process.stderr);
}

function plainLines(output: NodeJS.WriteStream): View {
  const said = new Map<string, string>();
  return {
    show({ checks }) {
      for (const check of checks) {
        const line = check.state === 'pending' ? '' : lineOf(check);
        if (!line || said.get(check.check) === line) continue;
        said.set(check.check, line);
        // Colours are chosen by standard output, which may be a terminal where this is not.
        output.write(`${stripVTControlCharacters(line)}\n`);
      }
    },
    end: () => Promise.resolve(),
  };
}

/** A line that changes only when something happened: seconds are never in it. */
function lineOf(check: CheckProgress): string {
  if (check.state === 'finished') return `${lightOf(check.status!)} ${check.check}  ${check.summary}`;
  const trouble = check.troubles.at(-1);
  if (trouble && check.nextAttemptAt)
    return `  … ${check.check}  attempt ${check.attempt + 1} of ${check.maxAttempts} in ${tookOf(trouble.againInMs)}: ${trouble.summary}`;
  return `  … ${check.check}  running${check.attempt > 1 ? `, attempt ${check.attempt} of ${check.maxAttempts}` : ''}`;
}

/** Whether there is a terminal is asked of the stream that is drawn on; Listr itself would ask standard output. */
class LiveRenderer extends DefaultRenderer {
  static override nonTTY = true;
}

function liveList(output: NodeJS.WriteStream): View {
  const settle = new Map<string, (check: CheckProgress) => void>();
  let drawing: Promise<unknown> | null = null;
  const taskOf = (check: CheckProgress): ListrTask => ({
    title: check.check,
    task: (_context, task) =>
      new Promise<void>((resolve, reject) => {
        settle.set(check.check, (now) => {
          task.title =
            now.state === 'finished' ? `${now.check}  ${now.summary}` : `${now.check}  ${lineOf(now).split('  ').slice(2).join('  ')}`;
          if (now.state !== 'finished') return;
          if (now.status === 'ok' || now.status === 'warn') resolve();
          else if (now.status === 'skipped') {
            task.skip(`${now.check}  ${now.summary}`);
            resolve();
          } else reject(new Error(`${now.check}  ${now.summary}`));
        });
      }),
  });
  return {
    show({ checks }) {
      drawing ??= new Listr(checks.map(taskOf), {
        concurrent: true,
        exitOnError: false,
        renderer: LiveRenderer,
        rendererOptions: {
          collapseErrors: false,
          showErrorMessage: false,
          formatOutput: 'wrap',
          logger: new ListrLogger({ useIcons: true, toStderr: [], processOutput: drawnOn(output) }),
        },
        registerSignalListeners: false,
      })
        .run()
        .catch(() => {});
      setImmediate(() => {
        for (const check of checks) settle.get(check.check)?.(check);
      });
    },
    async end() {
      // Whoever is left (an interrupted run) is let go, so that the list stops drawing.
      await new Promise((resolve) => setImmediate(resolve));
      for (const [check, done] of settle) done({ check, state: 'finished', status: 'skipped', summary: 'not finished' } as CheckProgress);
      await drawing;
      output.write('\n');
    },
  };
}
