import type { RunRequest } from '#workflows/core/run.ts';
import type { DoctorClient, DoctorUnavailable } from '#worker/doctor-client.ts';
import { askedSearch } from './read-asked.server.ts';

/** Asks for a run; gives the words for the address that say what became of it. Any trouble but the doctor's own is thrown on. */
export async function askDoctor(doctor: Pick<DoctorClient, 'ask'>, request: RunRequest): Promise<Record<string, string>> {
  try {
    return askedSearch(await doctor.ask(request));
  } catch (error) {
    const part = unavailablePart(error);
    if (part === null) throw error;
    return askedSearch({ part });
  }
}

/** Which part of the doctor is ill; null where the error says something else. By name: the page's bundle has classes of its own. */
export function unavailablePart(error: unknown): DoctorUnavailable['part'] | null {
  return error instanceof Error && error.name === 'DoctorUnavailable' ? (error as DoctorUnavailable).part : null;
}
