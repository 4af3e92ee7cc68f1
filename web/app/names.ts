const SCOPES: Record<string, string> = { gemini: 'Gemini', github: 'GitHub', axiom: 'Axiom', spaces: 'Spaces', alerts: 'Alerts' };
const PROVIDERS: Record<string, string> = { ai_studio: 'AI Studio', vertex: 'Vertex' };
const CAPABILITIES: Record<string, string> = { json: 'JSON', cors: 'CORS', presigned_url: 'Presigned URL', public_url: 'Public URL' };

/** A scope as people write it. */
export function scopeName(scope: string): string {
  return SCOPES[scope] ?? inWords(scope);
}

/** A provider as people write it. */
export function providerName(provider: string): string {
  return PROVIDERS[provider] ?? inWords(provider);
}

/** The key of a scope and provider as people write it: `gemini.vertex` is “Gemini · Vertex”. */
export function groupName(key: string): string {
  if (key === 'ours') return 'Our own side';
  const [scope = '', provider] = key.split('.');
  return provider === undefined ? scopeName(scope) : `${scopeName(scope)} · ${providerName(provider)}`;
}

/** A capability in words: `text_to_image` is “Text to image”. */
export function capabilityName(capability: string): string {
  return CAPABILITIES[capability] ?? inWords(capability);
}

/** What a check is called within a sentence: “Axiom ingest”, “Vertex text to image”, “AI Studio JSON”. */
export function checkLabel({ scope, provider, capability }: { scope: string; provider: string | null; capability: string }): string {
  const name = capabilityName(capability);
  const acronym = /^[A-Z]{2}/.test(name);
  return `${provider === null ? scopeName(scope) : providerName(provider)} ${acronym ? name : name.charAt(0).toLowerCase() + name.slice(1)}`;
}

function inWords(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
