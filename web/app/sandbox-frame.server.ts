import { randomUUID } from 'node:crypto';
import type { RunProgress } from '#db/run-document.ts';
import { remembered } from './remembered.server.ts';
import { isRunId } from './read-asked.server.ts';
import type { Healing, SandboxControl } from './sandbox-control.server.ts';
import type { BrokenFault } from './sandbox-fault.ts';
import type { Services } from './services.server.ts';
import { spelled } from './times.ts';

/** What every page of the sandbox knows of it. */
export interface SandboxFrame {
  /** Null: it does not answer. */
  broken: BrokenFault[] | null;
  said: SandboxSaid | null;
  nonce: string;
}

/** What became of the last thing that was broken or healed. */
export interface SandboxSaid {
  light: 'ok' | 'warn' | 'running' | 'unknown';
  text: string;
}

const AWAY: SandboxSaid = {
  light: 'unknown',
  text: 'The sandbox does not answer, so nothing was broken or healed. “npm start” brings it up again by itself; try again in a moment.',
};
const WHOLE: SandboxSaid = { light: 'ok', text: 'Nothing was to heal: it is whole already. The doctor looks all the same.' };

/** Reads what the frame of a page needs; never throws, and takes no longer than a second or two. */
export async function sandboxFrame(services: Services, sandbox: SandboxControl, url: URL): Promise<SandboxFrame> {
  const broken = await sandbox.broken().catch(() => null);
  const small = broken && broken.map(({ id, title, checks }) => ({ id, title, checks }));
  return { broken: small, said: await said(services, sandbox, url, small).catch(() => null), nonce: randomUUID() };
}

/** The address says only which: the words and the facts are the sandbox’s and the database’s. */
async function said(
  services: Services,
  sandbox: SandboxControl,
  { searchParams }: URL,
  broken: BrokenFault[] | null,
): Promise<SandboxSaid | null> {
  if (searchParams.get('sandbox') === 'away') return AWAY;
  if (searchParams.get('sandbox') === 'whole') return WHOLE;
  const runId = searchParams.get('asked') ?? searchParams.get('joined');
  const broke = broken?.find(({ id }) => id === searchParams.get('broke'));
  if (broke) return { light: 'warn', text: `Broken: ${broke.title}. Watch what the doctor says.` };
  const surprise = broken?.find(({ id }) => id === searchParams.get('surprised'));
  if (surprise) return saidOfSurprise(surprise, await runOf(services, runId));
  const number = searchParams.get('healed');
  const healing = number !== null && /^\d{1,9}$/.test(number) ? await sandbox.healing(Number(number)) : null;
  return healing && (await saidOfHealing(services, healing, await runOf(services, runId)));
}

/** You guess, the doctor tells: what it was is said when he has looked. */
function saidOfSurprise({ title }: BrokenFault, run: RunProgress | null): SandboxSaid {
  if (run?.finishedAt) return { light: 'warn', text: `This is what was broken: ${title}.` };
  return { light: 'warn', text: 'Something is broken. Guess what, and watch what the doctor says.' };
}

async function saidOfHealing(services: Services, healing: Healing, run: RunProgress | null): Promise<SandboxSaid> {
  const what = healing.faults.length === 1 ? healing.faults[0]!.title : 'all that was broken';
  // A run that began before the healing proves nothing about it.
  if (!run || run.startedAt.getTime() < healing.healedAt.getTime()) return { light: 'ok', text: `Healed: ${what}.` };
  if (run.finishedAt === null) return { light: 'running', text: `Healed: ${what}. The doctor looks again.` };
  const touched = new Set(healing.faults.flatMap(({ checks }) => checks));
  const judged = run.checks.filter(({ check, status }) => touched.has(check) && status !== null && status !== 'skipped');
  if (touched.size === 0) return { light: 'ok', text: `Healed: ${what}. Nobody had noticed it.` };
  if (judged.length === 0 || judged.some(({ status }) => status !== 'ok'))
    return { light: 'warn', text: `Healed: ${what}. The doctor is not content yet; see what it says.` };
  if (!(await wasSeen(services, healing, touched)))
    return { light: 'ok', text: `Healed: ${what}. That was before the doctor noticed anything.` };
  const after = lasted(run.finishedAt.getTime() - healing.brokenAt.getTime());
  return { light: 'ok', text: `Well again after ${after}.${healing.number === 1 ? ' That was your first incident.' : ''}` };
}

async function runOf(services: Services, runId: string | null): Promise<RunProgress | null> {
  return runId && isRunId(runId) ? remembered(services, (reader) => reader.runProgress(runId)) : null;
}

/** Whether one of the checks was not well between the breaking and the healing. */
async function wasSeen(services: Services, { brokenAt, healedAt }: Healing, touched: ReadonlySet<string>): Promise<boolean> {
  const { rows } = await remembered(services, (reader) => reader.overview());
  return rows.some(
    ({ name, ring }) => touched.has(name) && ring?.some(({ at, status }) => isBetween(at) && status !== 'ok' && status !== 'skipped'),
  );

  function isBetween(at: string): boolean {
    return Date.parse(at) >= brokenAt.getTime() && Date.parse(at) <= healedAt.getTime() + 60_000;
  }
}

/** An incident of the sandbox is over within seconds, so they are told. */
function lasted(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  return seconds < 60 ? `${seconds} second${seconds === 1 ? '' : 's'}` : spelled(ms);
}
