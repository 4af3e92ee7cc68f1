import { axiomSandbox } from './axiom.ts';
import type { SandboxProvider } from './provider.ts';

/** Every pretend provider. */
export const PROVIDERS: readonly SandboxProvider[] = [axiomSandbox];
