import {
  isGrpcServiceError,
  NamespaceNotFoundError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Connection,
} from '@temporalio/client';
import { DoctorUnavailable } from './doctor-client.ts';

interface Reaching {
  connection: Connection;
  /** For the sentence. */
  address: string;
  withinMs: number;
}

/** One call to Temporal with a deadline. What the caller decides by (a workflow that is there already, or is not) passes as it is.
 * @throws DoctorUnavailable with a sentence where the server does not answer in time, or refuses; its cause is gRPC's own error. */
export async function reachTemporal<T>({ connection, address, withinMs }: Reaching, call: () => Promise<T>): Promise<T> {
  try {
    return await connection.withDeadline(Date.now() + withinMs, call);
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError || error instanceof WorkflowNotFoundError) throw error;
    const refusal =
      error instanceof NamespaceNotFoundError ? { code: 5, details: error.message, message: error.message } : grpcErrorOf(error);
    if (!refusal) throw error;
    const sentence = isSilent(refusal)
      ? `Temporal does not answer at ${address}. Start it (\`npm start\` does), or look at TEMPORAL_ADDRESS.`
      : `Temporal at ${address} refuses: ${refusal.details || refusal.message}. Look at TEMPORAL_NAMESPACE and TEMPORAL_API_KEY.`;
    throw new DoctorUnavailable('temporal', sentence, { cause: refusal });
  }
}

/** Nobody answered, or not in time (gRPC's UNAVAILABLE and DEADLINE_EXCEEDED). */
export function isSilent(error: unknown): boolean {
  return isGrpcServiceError(error) && (error.code === 14 || error.code === 4);
}

/** gRPC's own error, bare or in the SDK's wrapping. */
function grpcErrorOf(error: unknown): { code: number; details: string; message: string } | null {
  if (isGrpcServiceError(error)) return error;
  const { cause } = error as Error;
  return isGrpcServiceError(cause) ? cause : null;
}
