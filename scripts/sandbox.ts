import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { closest } from 'fastest-levenshtein';
import { ConfigurationError, processEnvironment, readEnv } from '#env.ts';
import { allFaults } from './sandbox/all-faults.ts';
import { PROVIDERS } from './sandbox/providers.ts';
import { livingStack } from './stack/stack-state.ts';

const USAGE = 'Use: npm run sandbox -- faults | break FAULT | heal [FAULT]';

try {
  const storage = join(readEnv({ ...processEnvironment(), GREENLIGHT_MODE: 'sandbox' }).storage, 'sandbox');
  process.exitCode = await obey(process.argv.slice(2), storage);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = error instanceof ConfigurationError ? 2 : 3;
}

async function obey([verb, fault, ...rest]: string[], storage: string): Promise<number> {
  const nothing = { isBroken: () => false, folder: '', secrets: {} as never, now: () => new Date() };
  const faults = allFaults(
    PROVIDERS,
    PROVIDERS.flatMap((provider) => provider.hosts(nothing)),
  );
  if (rest.length > 0 || !['faults', 'break', 'heal'].includes(verb ?? '')) return refuse(USAGE);
  if (verb === 'faults') {
    const broken = await current(storage);
    const width = Math.max(...faults.map(({ id }) => id.length));
    for (const { id, does } of faults)
      process.stdout.write(
        `${broken.includes(id) ? styleText('red', '■') : styleText('dim', '○')} ${id.padEnd(width)}  ${styleText('dim', does)}\n`,
      );
    return 0;
  }
  if (verb === 'break' && !fault) return refuse(USAGE);
  if (fault && !faults.some(({ id }) => id === fault))
    return refuse(
      `There is no fault named ${fault}. Did you mean ${closest(
        fault,
        faults.map(({ id }) => id),
      )}? \`npm run sandbox -- faults\` lists all.`,
    );
  const broken = await change(verb as 'break' | 'heal', fault, storage);
  process.stdout.write(
    broken.length === 0 ? `${styleText('green', '●')} Everything is healed.\n` : `${styleText('red', '■')} Broken: ${broken.join(', ')}\n`,
  );
  process.stdout.write(styleText('dim', 'See what the doctor says: npm run probe\n'));
  return 0;
}

async function current(storage: string): Promise<string[]> {
  const answer = await ask(storage, '', 'GET');
  if (answer) return answer;
  const file = faultsFile(storage);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : [];
}

/** Tells the running sandbox; where none runs, writes down what the next one will begin with. */
async function change(verb: 'break' | 'heal', fault: string | undefined, storage: string): Promise<string[]> {
  const answer = await ask(storage, `/${verb}${fault ? `?fault=${encodeURIComponent(fault)}` : ''}`, 'POST');
  if (answer) return answer;
  const before = await current(storage);
  const after = verb === 'break' ? [...new Set([...before, fault!])] : fault ? before.filter((one) => one !== fault) : [];
  mkdirSync(join(storage, 'sandbox'), { recursive: true, mode: 0o700 });
  writeFileSync(faultsFile(storage), JSON.stringify(after));
  return after;
}

/** What the running sandbox says is broken; null where none runs, or it is on its way out. */
async function ask(storage: string, path: string, method: string): Promise<string[] | null> {
  const control = livingStack(storage)?.sandboxControl;
  if (!control) return null;
  try {
    const response = await fetch(`${control}${path}`, { method });
    return ((await response.json()) as { broken: string[] }).broken;
  } catch {
    return null;
  }
}

function faultsFile(storage: string): string {
  return join(storage, 'sandbox', 'faults.json');
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}
