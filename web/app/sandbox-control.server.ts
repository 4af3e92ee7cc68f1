import { z } from 'zod';
import { sandboxFault, type SandboxFault } from './sandbox-fault.ts';

const WITHIN_MS = 1_000;

/** What was healed at once. */
export interface Healing {
  /** The first that anybody healed in this sandbox is 1. */
  number: number;
  brokenAt: Date;
  healedAt: Date;
  faults: SandboxFault[];
}

/** The running sandbox, as the panel’s server may work it. Each call answers within a second.
 * @throws SandboxAway, or UnknownFault. */
export interface SandboxControl {
  faults(): Promise<SandboxFault[]>;
  /** Those of them that are broken now. */
  broken(): Promise<SandboxFault[]>;
  break(fault: string): Promise<void>;
  /** Heals one fault, or all; gives the number of the healing, null where nothing was to heal. */
  heal(fault?: string): Promise<number | null>;
  /** Null where there is none of that number, or not any more. */
  healing(number: number): Promise<Healing | null>;
}

/** The sandbox does not answer. */
class SandboxAway extends Error {
  override name = 'SandboxAway' as const;
}

/** The sandbox answers, and knows no such fault. */
class UnknownFault extends Error {
  override name = 'UnknownFault' as const;
}

const at = z.string().transform((text) => new Date(text));
const listed = z.object({ faults: z.array(sandboxFault) });
const changed = z.object({ healing: z.number().nullable() });
const healed = z.object({ number: z.number(), brokenAt: at, healedAt: at, faults: z.array(sandboxFault) });

/** Speaks with the control of the sandbox at this address. */
export function createSandboxControl(url: string, withinMs = WITHIN_MS): SandboxControl {
  return {
    faults: async () => (await ask('/faults', listed)).faults,
    broken: async () => (await ask('/broken', listed)).faults,
    async break(fault) {
      await ask(`/break?${new URLSearchParams({ fault })}`, changed, 'POST');
    },
    heal: async (fault) => (await ask(`/heal${fault === undefined ? '' : `?${new URLSearchParams({ fault })}`}`, changed, 'POST')).healing,
    healing: (number) =>
      ask(`/healing?number=${number}`, healed).catch((error: Error) => {
        if (error.name === 'UnknownFault') return null;
        throw error;
      }),
  };

  async function ask<T>(path: string, shape: z.ZodType<T>, method = 'GET'): Promise<T> {
    const { status, body } = await answerTo(path, method);
    if (status === 404)
      throw new UnknownFault(z.object({ message: z.string() }).catch({ message: 'There is no such fault.' }).parse(body).message);
    const parsed = shape.safeParse(body);
    if (!parsed.success) throw new SandboxAway(`The sandbox answers ${status} with something that this panel does not understand.`);
    return parsed.data;
  }

  async function answerTo(path: string, method: string): Promise<{ status: number; body: unknown }> {
    try {
      const response = await fetch(url + path, { method, signal: AbortSignal.timeout(withinMs) });
      return { status: response.status, body: await response.json() };
    } catch (cause) {
      throw new SandboxAway('The sandbox does not answer.', { cause });
    }
  }
}
