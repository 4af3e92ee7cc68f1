import { axiomSandbox } from './axiom.ts';
import { geminiSandbox } from './gemini.ts';
import { githubSandbox } from './github.ts';
import { spacesSandbox } from './spaces.ts';
import type { SandboxProvider } from './provider.ts';

/** Every pretend provider. */
export const PROVIDERS: readonly SandboxProvider[] = [geminiSandbox, githubSandbox, axiomSandbox, spacesSandbox];
