import { log } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';

/** Wraps an activity so that only failures we made, and cancellations, leave it. Any other error (a database's quotes its statement
 * and its values) would stand in Temporal's history for ever: there it becomes its name alone, and the worker's redacted log has the rest. */
export function withoutDetails<Input, Output>(activity: (input: Input) => Promise<Output>): (input: Input) => Promise<Output> {
  return async (input) => {
    try {
      return await activity(input);
    } catch (error) {
      if (error instanceof ApplicationFailure || error instanceof CancelledFailure) throw error;
      log.error('The doctor stumbled.', { error });
      const name = error instanceof Error ? error.name : 'an unknown error';
      throw ApplicationFailure.create({ type: 'DoctorTrouble', message: `The doctor stumbled: ${name}. The worker’s log says more.` });
    }
  };
}
