import type { EnvSource } from '#env.ts';

/** Variables that npm and Node set for us and that no part should inherit. */
const NOISE = /^(npm_|NODE_OPTIONS$|NODE_CHANNEL|INIT_CWD$|VITEST|PG[A-Z]+$)/;
/** Whatever may hold a provider's credential or address: only the worker sees them. */
const PROVIDERS = /^(GEMINI_|GOOGLE_|VERTEX_|GITHUB_|AXIOM_|SPACES_|AWS_|SMTP_|SLACK_|ALERT_)/;

/** The person's variables without the noise. */
export function cleanEnvironment(source: EnvSource): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).filter((entry): entry is [string, string] => entry[1] !== undefined && !NOISE.test(entry[0])),
  );
}

/** Without any variable of a provider. */
export function withoutProviders(env: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !PROVIDERS.test(name)));
}
