import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { ConfigurationError } from '#env.ts';
import { StackTrouble } from '#scripts/stack/stack-trouble.ts';
import { startProcess, type RunningProcess } from '#scripts/stack/start-process.ts';
import { buildTool, cachedTool, hasGo, onPath, type GoTool } from './go-tool.ts';
import { downloadTemporal } from './download-temporal.ts';

const TEMPORAL: GoTool = { name: 'temporal', version: '1.8.2', package: 'github.com/temporalio/cli/cmd/temporal' };

interface Finding {
  /** TEMPORAL_CLI_PATH, where it is set. */
  cliPath: string | null;
  env: Record<string, string | undefined>;
  /** Told what takes long. */
  say(line: string): void;
}

/** Finds a Temporal server, or makes one: the named program, the PATH, our cache, the download (20 s at most), a Go toolchain.
 * @throws ConfigurationError where TEMPORAL_CLI_PATH names nothing; StackTrouble that lists the ways where none works. */
export async function findTemporal({ cliPath, env, say }: Finding): Promise<string> {
  if (cliPath) {
    if (existsSync(cliPath)) return cliPath;
    throw new ConfigurationError([`TEMPORAL_CLI_PATH names ${cliPath}, which does not exist`]);
  }
  const found = onPath('temporal', env['PATH']);
  if (found) return found;
  const cached = cachedTool(TEMPORAL, env['XDG_CACHE_HOME']);
  if (existsSync(cached)) return cached;
  if (await downloadTemporal(cached, say)) return cached;
  if (await hasGo(env)) {
    say('Building the Temporal server with Go: about three minutes, this once. It is kept for every clone on this machine.');
    return buildTool(TEMPORAL, cached, env);
  }
  throw new StackTrouble(
    [
      'There is no Temporal server on this machine, and none could be fetched. Any of these will do:',
      '  - set TEMPORAL_ADDRESS to a cluster or to Temporal Cloud;',
      '  - install the Temporal CLI (`temporal` on the PATH), or name it in TEMPORAL_CLI_PATH;',
      '  - give this machine internet access, for the download;',
      '  - install Go 1.26 or newer, and it is built from source.',
    ].join('\n'),
    3,
  );
}

/** A shard looks for the next steps of its workflows twenty times a second at most. A cluster has hundreds of shards; this server has one,
 * and a run takes a step for each check: without this, steps that follow each other wait 50 to 100 ms for their turn (decision 18). */
const UNHURRIED = 'history.transferProcessorMaxPollRPS=1000';

/** Starts the development server on loopback with its data in one file. Resolves when its port answers. */
export function startTemporal(options: {
  executable: string;
  file: string;
  port: number;
  uiPort: number;
  metricsPort: number;
  logFile: string;
  env: Record<string, string>;
}): Promise<RunningProcess> {
  const { executable, file, port, uiPort, metricsPort, logFile, env } = options;
  const attributes = ['GreenlightScope=KeywordList', 'GreenlightTrigger=Keyword', 'GreenlightStatus=Keyword'];
  return startProcess({
    name: 'Temporal',
    command: executable,
    args: [
      'server',
      'start-dev',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--ui-port',
      String(uiPort),
      '--metrics-port',
      String(metricsPort),
      '--db-filename',
      file,
      '--log-level',
      'warn',
      '--log-format',
      'json',
      '--ui-disable-news-fetch',
      '--dynamic-config-value',
      UNHURRIED,
      ...attributes.flatMap((attribute) => ['--search-attribute', attribute]),
    ],
    env,
    logFile,
    stopSignal: 'SIGTERM',
    readyWithinMs: 60_000,
    ready: () => portAnswers(port),
  });
}

function portAnswers(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
