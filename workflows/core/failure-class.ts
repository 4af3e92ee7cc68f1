/** What can be wrong with the patient: a closed list, a promise to whoever reads results by machine. */
export const PATIENT_CLASSES = [
  'dns',
  'connect',
  'tls',
  'proxy',
  'timeout',
  'server_error',
  'rate_limit',
  'quota',
  'billing',
  'auth',
  'permission',
  'not_found',
  'region',
  'api_version',
  'retired',
  'blocked',
  'wrong_result',
  'data_mismatch',
  'slow',
  'expiring',
  'config',
] as const;

/** What can be wrong with the doctor, or stop it from looking: never red. */
const DOCTOR_CLASSES = ['clock', 'runner', 'no_egress', 'budget', 'prerequisite', 'not_configured', 'cancelled'] as const;

export const FAILURE_CLASSES = [...PATIENT_CLASSES, ...DOCTOR_CLASSES] as const;
export type PatientClass = (typeof PATIENT_CLASSES)[number];
export type DoctorClass = (typeof DOCTOR_CLASSES)[number];
export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** Trouble that may be gone in a moment, so that a second attempt is worth its request. A timeout is not among
 * them: it has used up the check's own deadline. */
const PASSING: readonly FailureClass[] = ['dns', 'connect', 'server_error', 'rate_limit'];

/** True where another attempt may well end otherwise. */
export function isPassing(failureClass: FailureClass): boolean {
  return PASSING.includes(failureClass);
}
