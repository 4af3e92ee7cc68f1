import type { Unprobed } from '#workflows/core/run.ts';
import type { Finding, Untold } from '#workflows/core/finding.ts';
import type { CatalogueEntry } from '#workflows/core/check.ts';
import { untold } from './judging/findings.ts';

const DOC = 'docs/failure-classes.md';

/** The check's variables are not set: it was not looked at, and what to set is said. */
export function notConfigured(entry: CatalogueEntry): Untold {
  const variables = entry.missing.join(', ');
  return untold(null, {
    status: 'skipped',
    failureClass: 'not_configured',
    summary: `Not configured: ${variables} ${entry.missing.length === 1 ? 'is' : 'are'} not set.`,
    hint: {
      id: 'NOT_CONFIGURED',
      title: 'Set it up',
      steps: [`Set ${variables} (see .env.example).`, 'Restart the worker.'],
      doc: entry.doc,
    },
  });
}

/** The doctor itself stumbled: said, and never red. */
export function runnerTrouble(summary: string, steps: string[]): Untold {
  return untold(null, {
    status: 'unknown',
    failureClass: 'runner',
    summary,
    hint: { id: 'RUNNER', title: 'The doctor could not tell', steps, doc: DOC },
  });
}

/** The finding for a planned check that ended without a probe. */
export function findingForUnprobed(unprobed: Unprobed): Finding {
  const { failureClass, because, status } = unprobed;
  if (failureClass === 'runner') {
    return runnerTrouble('The worker did not finish this check: it died, or was too busy.', [
      'Run the check again.',
      'If it stays, read the worker’s log and look at the machine’s memory.',
    ]);
  }
  if (failureClass === 'cancelled') {
    return untold(null, {
      status: 'skipped',
      failureClass,
      summary: 'The run was cancelled before this check had an answer.',
      hint: { id: 'CANCELLED', title: 'Cancelled', steps: ['Run the check again when you want its answer.'], doc: DOC },
    });
  }
  const first = because ?? 'a prerequisite';
  return untold(null, {
    status,
    failureClass,
    summary: status === 'skipped' ? `Waits for ${first}, which fails.` : `Waits for ${first}, of which nothing is known.`,
    hint: {
      id: 'PREREQUISITE',
      title: `${first} comes first`,
      steps: [`Mend ${first}: its own finding says how.`, 'Then run this check again.'],
      doc: DOC,
    },
  });
}
