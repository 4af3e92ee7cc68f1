import { googleErrorOf } from './google-error.ts';

/** True where the SDK threw Google's own 404: what was asked for does not exist. A page that says 404 is not about the model. */
export function isMissing(error: unknown): boolean {
  const { status, message } = error as { status?: number; message?: string };
  return status === 404 && googleErrorOf(message ?? null)?.status === 'NOT_FOUND';
}
