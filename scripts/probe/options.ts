import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import ms from 'ms';

export interface ProbeOptions {
  scope: string[];
  provider: string | null;
  check: string[];
  baseline: boolean;
  failing: boolean;
  expensive: boolean;
  overBudget: boolean;
  record: boolean;
  list: boolean;
  /** Null: not asked for; `-`: standard output; else a file. */
  json: string | null;
  junit: string | null;
  strict: boolean;
  detach: boolean;
  timeoutMs: number | null;
  dryRun: boolean;
}

/** Temporal ends a run that has not ended by itself after this long. */
const LONGEST_MS = 3_600_000;

/** The command line cannot be meant. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError' as const;
}

/** Options that cannot be meant together; `unrecorded` is `--no-record`. */
const CONFLICTS: [keyof ProbeOptions, keyof ProbeOptions | 'unrecorded', string][] = [
  ['baseline', 'failing', '--baseline and --failing ask for different things: name one of them.'],
  ['baseline', 'check', '--baseline and --check ask for different things: name one of them.'],
  ['failing', 'check', '--failing and --check ask for different things: name one of them.'],
  ['baseline', 'expensive', '--baseline is the cheap ones: leave --expensive out, or ask for all.'],
  ['baseline', 'overBudget', '--baseline is the cheap ones, which no budget holds back: leave --over-budget out.'],
  ['detach', 'json', '--detach does not wait for a result, so there is none to write with --json.'],
  ['detach', 'junit', '--detach does not wait for a result, so there is none to write with --junit.'],
  ['detach', 'strict', '--detach does not wait for a result, so --strict has nothing to count.'],
  ['detach', 'timeoutMs', '--detach does not wait, so --timeout has nothing to end.'],
  ['detach', 'unrecorded', '--detach leaves the result to be read later, and --no-record keeps none: leave one of them out.'],
  ['list', 'detach', '--list probes nothing, so there is nothing to detach from.'],
  ['list', 'dryRun', '--list and --dry-run show different things: name one of them.'],
  ['list', 'junit', '--list probes nothing, so there is no result for --junit.'],
  ['list', 'failing', '--list shows what is known without a stack, and what fails is not: leave --failing out.'],
  ['list', 'expensive', '--list shows the expensive ones anyway: leave --expensive out.'],
  ['list', 'overBudget', '--list probes nothing, so --over-budget has nothing to overrule.'],
  ['list', 'strict', '--list probes nothing, so --strict has nothing to count.'],
  ['list', 'timeoutMs', '--list probes nothing, so --timeout has nothing to end.'],
  ['list', 'unrecorded', '--list probes nothing, so --no-record has nothing to leave out.'],
  ['dryRun', 'failing', '--dry-run asks nobody, so what fails now is not known: leave --failing out.'],
  ['dryRun', 'strict', '--dry-run probes nothing, so --strict has nothing to count.'],
  ['dryRun', 'timeoutMs', '--dry-run probes nothing, so --timeout has nothing to end.'],
  ['dryRun', 'unrecorded', '--dry-run probes nothing, so --no-record has nothing to leave out.'],
  ['dryRun', 'detach', '--dry-run probes nothing, so there is nothing to detach from.'],
  ['dryRun', 'junit', '--dry-run probes nothing, so there is no result for --junit.'],
];

/** Reads the command line (without `node` and the script).
 * @throws UsageError with a sentence; HelpShown where only help was asked for. */
export function readOptions(args: readonly string[]): ProbeOptions {
  const values = parse(args);
  const options: ProbeOptions = {
    scope: values.scope ?? [],
    provider: values.provider ?? null,
    check: values.check ?? [],
    baseline: values.baseline ?? false,
    failing: values.failing ?? false,
    expensive: values.expensive ?? false,
    overBudget: values.overBudget ?? false,
    record: values.record,
    list: values.list ?? false,
    json: values.json === undefined ? null : values.json === true ? '-' : values.json,
    junit: values.junit ?? null,
    strict: values.strict ?? false,
    detach: values.detach ?? false,
    timeoutMs: values.timeout === undefined ? null : duration(values.timeout),
    dryRun: values.dryRun ?? false,
  };
  const given = (name: keyof ProbeOptions | 'unrecorded'): boolean => {
    const value = name === 'unrecorded' ? !options.record : options[name];
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  };
  for (const [one, other, sentence] of CONFLICTS) if (given(one) && given(other)) throw new UsageError(sentence);
  if (options.overBudget && !options.expensive && options.check.length === 0)
    throw new UsageError('--over-budget is for what costs money: add --expensive, or name the check with --check.');
  if (options.json !== null && options.junit !== null && isSameFile(options.json, options.junit))
    throw new UsageError(`--json and --junit both name ${options.junit}: give each a file of its own.`);
  return options;
}

/** A `-` for JSON is standard output; there is no such word for JUnit. */
function isSameFile(json: string, junit: string): boolean {
  return json !== '-' && resolve(json) === resolve(junit);
}

/** Help was asked for, and has been written. Exit code 0. */
export class HelpShown extends Error {
  override name = 'HelpShown' as const;
}

interface Values {
  scope?: string[];
  provider?: string;
  check?: string[];
  baseline?: boolean;
  failing?: boolean;
  expensive?: boolean;
  overBudget?: boolean;
  record: boolean;
  list?: boolean;
  json?: string | true;
  junit?: string;
  strict?: boolean;
  detach?: boolean;
  timeout?: string;
  dryRun?: boolean;
}

function parse(args: readonly string[]): Values {
  const command = new Command('npm run probe --')
    .description('One run of the doctor. Without a selection: everything that is not expensive.')
    .option('--scope <name...>', 'only these subsystems: gemini, github, axiom, spaces')
    .option('--provider <name>', 'only this way to reach them: ai_studio, vertex')
    .option('--check <name...>', 'only these checks, with what they require: axiom.ingest')
    .option('--baseline', 'only the cheap ones that keep the light green')
    .option('--failing', 'only what is not ok now')
    .option('--expensive', 'also what costs money')
    .option('--over-budget', 'run what costs money even where its budget is used up')
    .option('--no-record', 'leave no trace in history and move no light')
    .option('--list', 'show the checks, and probe nothing')
    .option('--dry-run', 'show what would be asked of whom, and probe nothing')
    .option('--json [file]', 'the result as JSON; without a file on standard output, alone')
    .option('--junit <file>', 'the result as JUnit XML')
    .option('--strict', 'warn, skipped and unknown count against the exit code')
    .option('--detach', 'ask for the run and do not wait')
    .option('--timeout <duration>', 'give up after, e.g. 90s or 5m')
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing failed · 1 something failed · 2 usage or configuration · 3 the doctor could not tell · 130 interrupted',
    )
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  try {
    return command.parse([...args], { from: 'user' }).opts<Values>();
  } catch (error) {
    if (error instanceof CommanderError && error.code === 'commander.helpDisplayed') throw new HelpShown('', { cause: error });
    throw new UsageError(`${(error as Error).message.replace(/^error: /, '')}\n\`npm run probe -- --help\` shows all options.`, {
      cause: error,
    });
  }
}

function duration(text: string): number {
  const value = /^\d+(\.\d+)?\s*(ms|s|m|h|sec|min|seconds?|minutes?|hours?)?$/.test(text)
    ? ms(/^\d+$/.test(text) ? (`${text}s` as ms.StringValue) : (text as ms.StringValue))
    : NaN;
  if (!(value > 0)) throw new UsageError(`--timeout ${text} is not a duration. Write 90s, 5m or 1h.`);
  if (value > LONGEST_MS) throw new UsageError(`--timeout ${text} is longer than any run: an hour is the most.`);
  return value;
}
