import type { Cause } from './causes.ts';
import { providerName, scopeName } from './names.ts';

/** The one thing said in the three ways that the sentence needs: for how long, without a time, and as the past. */
export interface CauseWords {
  hasBeen: string;
  is: string;
  was: string;
  /** There is a name for what is behind it, however many checks show it. */
  isNamed: boolean;
}

/** Where a provider refuses what we show it, the check that says so, and what it refuses. */
const CREDENTIALS: Record<string, [what: string, many?: 'many']> = {
  'axiom.token': ['Axiom’s token'],
  'gemini.ai_studio.key': ['AI Studio’s key'],
  'gemini.vertex.credentials': ['Vertex’s credentials', 'many'],
  'github.app': ['The GitHub App’s key'],
  'spaces.bucket': ['The Spaces key'],
};
const UNREACHED = ['dns', 'connect', 'timeout', 'proxy'];

/** Says what a cause is: of a refused credential and of a provider out of reach by name, of anything else that its check fails. */
export function causeWords({ checks, failureClass, label }: Pick<Cause, 'checks' | 'failureClass' | 'label'>): CauseWords {
  const root = checks[0]!;
  const [credential, many] = CREDENTIALS[root.name] ?? [];
  if (failureClass === 'auth' && credential) {
    return {
      hasBeen: `${credential} ${many ? 'have' : 'has'} been refused`,
      is: `${credential} ${many ? 'are' : 'is'} refused`,
      was: `${credential} ${many ? 'were' : 'was'} refused`,
      isNamed: true,
    };
  }
  // Only the check of the network asks nothing but whether anybody is there.
  if (failureClass && UNREACHED.includes(failureClass) && root.name.endsWith('.network')) {
    const [scope, provider] = root.name.split('.').slice(0, -1);
    const who = provider ? providerName(provider) : scopeName(scope!);
    return { hasBeen: `${who} has been out of reach`, is: `${who} is out of reach`, was: `${who} was out of reach`, isNamed: true };
  }
  const several = checks.length > 1;
  return {
    hasBeen: `${label} ${several ? 'have' : 'has'} been failing`,
    is: `${label} ${several ? 'are' : 'is'} failing`,
    was: `${label} ${several ? 'were' : 'was'} failing`,
    isNamed: false,
  };
}
