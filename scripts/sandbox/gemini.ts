import { aiStudioHost } from './gemini/ai-studio.ts';
import { AI_STUDIO_FAULTS } from './gemini/ai-studio-faults.ts';
import { tokenServiceHost } from './gemini/token-service.ts';
import { VERTEX_FAULTS } from './gemini/vertex-faults.ts';
import { vertexHost } from './gemini/vertex.ts';
import type { SandboxProvider } from './provider.ts';

/** Gemini on AI Studio and on Vertex, and Google's token service, which verifies the assertion. */
export const geminiSandbox: SandboxProvider = {
  name: 'gemini',
  faults: [...AI_STUDIO_FAULTS, ...VERTEX_FAULTS],
  hosts(world) {
    const tokens = new Map<string, number>();
    return [aiStudioHost(world), vertexHost(world, tokens), tokenServiceHost(world, tokens)];
  },
};
