import { z } from 'zod';
import type { RunRequest, Selection } from '#workflows/core/run.ts';
import { selectionKey } from '#workflows/core/selection.ts';
import { askDoctor } from './ask-doctor.server.ts';
import { remembered } from './remembered.server.ts';
import { selectionFor, surpriseOf } from './sandbox-choice.server.ts';
import type { SandboxControl } from './sandbox-control.server.ts';
import type { SandboxFault } from './sandbox-fault.ts';
import type { Services } from './services.server.ts';

const word = z.string().max(200).optional();
const fields = z.object({ break: word, heal: word, surprise: word, nonce: z.string().max(100).optional() });

/** What stands in `heal` for everything. */
const EVERYTHING = '*';

/** Breaks or heals what the form says, and asks the doctor to look. Gives the words for the address that say what became of it.
 * @throws a Response with a sentence where the form names nothing that can be done. */
export async function workSandbox(services: Services, sandbox: SandboxControl, form: FormData): Promise<Record<string, string>> {
  const parsed = fields.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw refusal('The form holds something that this panel did not put there. Load the page again.');
  try {
    // First: where the memory is lost, nothing is broken behind a page that cannot tell of it.
    const catalogue = await remembered(services, (reader) => reader.checks());
    const { faults, words } = await change(sandbox, parsed.data);
    const nonce = parsed.data.nonce ? `${parsed.data.nonce}/${Object.keys(words).join()}` : null;
    return { ...words, ...(await askDoctor(services, requestFor(selectionFor(faults, catalogue), nonce))) };
  } catch (error) {
    // By name: the page’s bundle has classes of its own.
    const { name, message } = error as Error;
    if (name === 'UnknownFault') throw refusal(`${message} Load the page again to see which there are.`);
    if (name === 'SandboxAway') return { sandbox: 'away' };
    throw error;
  }
}

async function change(
  sandbox: SandboxControl,
  { break: broken, heal, surprise, nonce = '' }: z.infer<typeof fields>,
): Promise<{ faults: SandboxFault[]; words: Record<string, string> }> {
  const all = await sandbox.faults();
  if (heal) {
    const faults = all.filter(({ id, brokenAt }) => (heal === EVERYTHING ? brokenAt !== null : id === heal));
    const number = await sandbox.heal(heal === EVERYTHING ? undefined : heal);
    return { faults, words: number === null ? { sandbox: 'whole' } : { healed: String(number) } };
  }
  const id = surprise ? surpriseOf(all, nonce, new Date())?.id : broken;
  if (id === undefined)
    throw refusal(surprise ? 'Everything is broken already. Heal something first.' : 'Nothing was named to break or to heal.');
  await sandbox.break(id);
  return { faults: all.filter((fault) => fault.id === id), words: { [surprise ? 'surprised' : 'broke']: id } };
}

function requestFor(selection: Selection, nonce: string | null): RunRequest {
  return {
    selection,
    trigger: 'ops_ui',
    requestedBy: 'somebody',
    record: true,
    nonce: nonce && `${nonce}/${selectionKey({ selection, record: true })}`,
  };
}

function refusal(sentence: string): Response {
  return new Response(sentence, { status: 422, statusText: 'Unprocessable' });
}
