import type { RunRequest } from '#workflows/core/run.ts';
import type { DoctorTrouble, DoctorUnavailable } from '#worker/doctor-client.ts';
import { askedSearch } from './read-asked.server.ts';
import type { Services } from './services.server.ts';

/** What asking and cancelling need. */
type Asking = Pick<Services, 'doctor' | 'temporalTrouble'>;

/** Asks for a run; gives the words for the address that say what became of it. Any trouble but the doctor's own is thrown on. */
export async function askDoctor({ doctor, temporalTrouble }: Asking, request: RunRequest): Promise<Record<string, string>> {
  if ((await temporalTrouble()) !== null) return askedSearch({ trouble: 'temporal' });
  try {
    return askedSearch(await doctor.ask(request));
  } catch (error) {
    return askedSearch({ trouble: troubleIn(error) });
  }
}

/** Asks a run to end; gives the words for the address where that could not be asked. Any trouble but the doctor's own is thrown on. */
export async function cancelRun({ doctor, temporalTrouble }: Asking, workflowId: string): Promise<Record<string, string>> {
  if ((await temporalTrouble()) !== null) return askedSearch({ trouble: 'not_cancelled' });
  try {
    await doctor.cancel(workflowId);
    return {};
  } catch (error) {
    troubleIn(error);
    return askedSearch({ trouble: 'not_cancelled' });
  }
}

/** What keeps the doctor from it; an error that says something else is thrown on. By name: the page's bundle has classes of its own. */
function troubleIn(error: unknown): DoctorTrouble {
  if (error instanceof Error && error.name === 'DoctorUnavailable') return (error as DoctorUnavailable).part;
  throw error;
}
