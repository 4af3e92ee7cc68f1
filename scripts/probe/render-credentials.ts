import { styleText } from 'node:util';
import type { RunDocument } from '#db/run-document.ts';
import { credentialWords } from '#workflows/core/credential-words.ts';
import { credentialsOfRun } from '#workflows/core/credentials-of-run.ts';

/** What the run was asked with, a line a credential; empty where it was asked with none. */
export function renderCredentials(probes: RunDocument['probes']): string[] {
  const lines = credentialsOfRun(probes).map((light) => {
    const end = light.last_four ? `…${light.last_four}` : light.fingerprint;
    return `  ${[light.variable, light.identity, end].filter(Boolean).join(' ')}, ${credentialWords(light)}`;
  });
  return lines.length > 0 ? ['', styleText('bold', 'Asked with'), ...lines] : [];
}
