import type { Logger } from '@temporalio/worker';
import { scopeKey, statusKey, triggerKey } from '#workflows/core/search-attributes.ts';

interface Deps {
  client: { missingSearchAttributes(): Promise<string[]> };
  namespace: string;
  logger: Logger;
}

/** The types as Temporal's own program writes them. */
const WRITTEN = { KEYWORD: 'Keyword', KEYWORD_LIST: 'KeywordList' };

/** Warns when the worker starts where runs cannot be searched for in Temporal, with the commands that mend it. Never rejects: runs do without. */
export async function warnOfSearchAttributes({ client, namespace, logger }: Deps): Promise<void> {
  // A Temporal that has just gone is told by whoever asks for a run.
  const missing = await client.missingSearchAttributes().catch((): string[] => []);
  if (missing.length === 0) return;
  const commands = [scopeKey, triggerKey, statusKey]
    .filter(({ name }) => missing.includes(name))
    .map(({ name, type }) => `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${WRITTEN[type]}`);
  logger.warn(
    `Temporal’s namespace ${namespace} shows no search attributes ${missing.join(', ')}: runs go on without, and cannot be searched for in Temporal’s UI. Add them, then start worker and panel again (docs/runbook.md): ${commands.join(' && ')}`,
  );
}
