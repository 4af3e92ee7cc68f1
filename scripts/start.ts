import { join } from 'node:path';
import { styleText } from 'node:util';
import { ModeMismatch } from '#db/assert-mode.ts';
import { ConfigurationError, processEnvironment, readEnv, readTargets } from '#env.ts';
import { AlreadyRunning, openStack } from './stack/open-stack.ts';
import { leases, livingStack } from './stack/stack-state.ts';
import { StackTrouble } from './stack/stack-trouble.ts';
import { untilToldToStop, type Told } from './stack/until-told-to-stop.ts';

const oneOff = process.argv.includes('--one-off');
const print = (line = ''): void => void (oneOff || process.stdout.write(`${line}\n`));
const dim = (text: string): string => styleText('dim', text);
const green = (text: string): string => styleText('green', text);

// A terminal that went away takes no more lines; what is left to do is to stop everything, not to die of it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

try {
  process.exitCode = await start();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = exitCodeFor(error);
}
process.exit();

/** 2: what was set cannot work; 3: something that is needed is not there. */
function exitCodeFor(error: unknown): 2 | 3 {
  if (error instanceof StackTrouble) return error.exitCode;
  return error instanceof ConfigurationError || error instanceof ModeMismatch ? 2 : 3;
}

async function start(): Promise<number> {
  const source = processEnvironment();
  const env = readEnv(source);
  readTargets(source);
  const storage = join(env.storage, env.mode);
  // From the first moment: a signal while it comes up stops what is up.
  const wait = (): Promise<Told> => untilToldToStop(oneOff ? () => leases(storage) === 0 : null);
  let told = wait();
  const before = livingStack(storage);
  if (before?.kind === 'full' && !oneOff) {
    print(
      before.panelUrl ? `Greenlight is running already: ${before.panelUrl}/ops` : 'Greenlight is coming up already, in another terminal.',
    );
    return 0;
  }
  if (before && oneOff) return 0;
  if (before) {
    print('A run from the command line has a stack of its own up; waiting until it ends.');
    while (livingStack(storage)) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const began = performance.now();
  print(
    `${styleText('bold', 'Greenlight')} ${dim(env.mode === 'sandbox' ? 'sandbox: pretend providers on this machine' : 'live: your own providers')}`,
  );
  const opening = openStack({
    env,
    source,
    kind: oneOff ? 'one-off' : 'full',
    say: (line) => print(dim(`  ${line}`)),
    watching: {
      onUp: (part, ms) => print(`  ${green('✓')} ${part.padEnd(20)}${dim(`${(ms / 1000).toFixed(1)} s`)}`),
      onDeath: (part, how, againInMs) => print(`  ${styleText('yellow', '▲')} ${part} ${how}; starting it again in ${againInMs / 1000} s.`),
      onBack: (part) => print(`  ${green('✓')} ${part}: up again.`),
    },
  });
  const outcome = await Promise.race([opening, told.then(() => null)]).catch((error: unknown) => {
    if (error instanceof AlreadyRunning) return 'taken' as const;
    throw error;
  });
  if (outcome === 'taken') return 0;
  if (outcome) {
    const { state } = outcome;
    print(`\n  Panel     ${styleText('bold', `${state.panelUrl}/ops`)}`);
    if (state.uiUrl) print(`  Temporal  ${state.uiUrl}`);
    print(`  Logs      ${join(storage, 'logs')}`);
    print(
      dim(`\n  Up in ${((performance.now() - began) / 1000).toFixed(1)} s; the first checks are on their way. Ctrl-C stops all of it.`),
    );
    print(
      dim(
        env.mode === 'sandbox'
          ? '  Try next: npm run sandbox -- break axiom.token_revoked    and then: npm run probe -- --scope axiom'
          : '  Try next: npm run probe -- --scope axiom',
      ),
    );
    await told;
    // No longer offered, and only then looked at again: nobody can slip in between.
    for (outcome.offer(false); (await told) === 'not needed' && leases(storage) > 0; outcome.offer(false)) {
      outcome.offer(true);
      told = wait();
      await told;
    }
  }
  print(`\n${dim('Stopping…')}`);
  const stack = await opening.catch(() => null);
  await stack?.close();
  print(dim('Stopped.'));
  return 0;
}
