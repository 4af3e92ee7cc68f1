import type { Asked, Refusal } from './refusals.ts';

/** 401 without more: what is asked with is not accepted. */
export function refusedCredential(a: Asked): Refusal {
  return {
    failureClass: 'auth',
    rung: 'auth',
    summary: `${a.service} refuses the credential.`,
    hint: {
      id: 'CREDENTIAL',
      title: 'The credential is not accepted',
      steps: [`Make a new one and put it into ${a.keyVariable}.`, 'Restart the worker.'],
    },
  };
}
