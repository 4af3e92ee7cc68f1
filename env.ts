import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import ms from 'ms';
import { z } from 'zod';
import type { Target } from '#activities/settings.ts';
import type { BudgetLimits } from '#workflows/core/budget.ts';

/** Where variables come from: `process.env` in real life, a plain object in tests. */
export type EnvSource = Record<string, string | undefined>;

/** A configuration that cannot work. The message names every fault at once. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError' as const;
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The configuration cannot work:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\nMend these variables (.env.example explains each) and try again.`,
    );
    this.faults = faults;
  }
}

const url = z
  .url({ protocol: /^https?$/, error: 'must be an address that starts with https:// or http://' })
  // No fetch takes such an address, and it would stand in pages and logs.
  .refine((value) => !/^\w+:\/\/[^/?#]*@/.test(value), 'must not hold a user name or password')
  .transform((value) => value.replace(/\/+$/, ''));
const port = z.coerce
  .number({ error: 'must be a port number' })
  .int()
  .min(1, 'must be a port between 1 and 65535')
  .max(65535, 'must be a port between 1 and 65535');
const flag = z
  .enum(['true', 'false', '1', '0'], { error: 'must be true or false' })
  .transform((value) => value === 'true' || value === '1');

/** `host[:port]`, several with commas between, or `none`; the port is 443 where none is given. */
const hosts = z
  .string()
  .transform((value) => (value.trim() === 'none' ? [] : value.split(/[\s,]+/).filter(Boolean)))
  .transform((names) => names.map((name) => (/:\d+$/.test(name) ? name : `${name}:443`)))
  .refine(
    (names) => names.every((name) => /^(\[[\da-f:]+\]|[^:/[\]]+):\d+$/i.test(name) && URL.canParse(`tcp://${name}`)),
    'must be hosts with commas between, each with or without a port (one.example, two.example:8443), or none',
  );

/** `number[:port]`; the port is 53 where none is given. */
const nameServer = z.string().transform((value, context) => {
  const [, six, four = '', port = '53'] = /^(?:\[([\da-f:.]+)\]|([\d.]+))(?::(\d+))?$/i.exec(value.trim()) ?? [];
  if ((isIP(six ?? '') === 6 || isIP(four) === 4) && Number(port) >= 1 && Number(port) <= 65535)
    return `${six ? `[${six}]` : four}:${port}`;
  context.addIssue({ code: 'custom', message: 'must be the number of a name server, with or without a port: 10.0.0.53, [fd00::53]:5353' });
  return z.NEVER;
});

const THRESHOLDS_LIKE = 'must be JSON of numbers from 0 by check and threshold, like {"axiom.query_back": {"lag_warn_ms": 20000}}';

/** A whole number; `none` lifts the limit. */
const cap = z
  .string()
  .regex(/^(\d{1,6}|none)$/, 'must be a whole number of probes a day, or none')
  .transform((value) => (value === 'none' ? null : Number(value)));

const LONGEST_INTERVAL_MS = 7 * 86_400_000;

/** A duration as people write it, in milliseconds; `none` lifts the limit. What was spent is looked up a week back, no further. */
const interval = z
  .string()
  .refine((value) => value === 'none' || /^\d+(\.\d+)?\s*(ms|s|m|h|d)$/.test(value), 'must be a duration (90s, 30m, 6h, 1d), or none')
  .transform((value) => (value === 'none' ? null : ms(value as ms.StringValue)))
  .refine((value) => value === null || value <= LONGEST_INTERVAL_MS, 'must be 7d at most');

/** `{"axiom.query_back": {"lag_warn_ms": 20000}}`. Whether there are such checks is known to the worker only. */
const thresholds = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: THRESHOLDS_LIKE });
      return z.NEVER;
    }
  })
  .pipe(
    z.record(
      z.string(),
      z.record(z.string(), z.number({ error: THRESHOLDS_LIKE }).min(0, THRESHOLDS_LIKE), THRESHOLDS_LIKE),
      THRESHOLDS_LIKE,
    ),
  );

/** The path of a file, read. */
const pem = z.string().transform((path, context) => {
  const { text, fault } = readNamed(path);
  if (fault === null) return text;
  context.addIssue({ code: 'custom', message: fault });
  return z.NEVER;
});

const serviceSchema = z.object({
  PORT: port.default(3000),
  HOST: z
    .string()
    .default('127.0.0.1')
    .refine(
      (host) => ['127.0.0.1', 'localhost', '::1'].includes(host),
      'must be 127.0.0.1: the panel has no sign-in yet, so it listens on this machine only',
    ),
  GREENLIGHT_MODE: z.enum(['live', 'sandbox'], { error: 'must be live or sandbox' }).optional(),
  GREENLIGHT_STORAGE: z.string().default('./storage'),
  GREENLIGHT_BASE_URL: url.optional(),
  GREENLIGHT_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  GREENLIGHT_TASK_QUEUE: z.string().optional(),
  GREENLIGHT_SANDBOX_CA: pem.optional(),
  GREENLIGHT_SANDBOX_CONTROL: z
    .string()
    .regex(/^http:\/\/127\.0\.0\.1:\d+$/, 'must be an address on this machine, like http://127.0.0.1:4000')
    .optional(),
  GREENLIGHT_REFERENCE_HOSTS: hosts.optional(),
  GREENLIGHT_DNS_SERVER: nameServer.optional(),
  GREENLIGHT_WORKER_IDENTITY: z.string().optional(),
  GREENLIGHT_DAILY_CAP: cap.optional(),
  GREENLIGHT_EXPENSIVE_INTERVAL: interval.optional(),
  GREENLIGHT_PROVIDER_LIMIT: z.coerce
    .number({ error: 'must be a whole number from 1 to 100' })
    .int('must be a whole number from 1 to 100')
    .min(1, 'must be a whole number from 1 to 100')
    .max(100, 'must be a whole number from 1 to 100')
    .default(4),
  GREENLIGHT_THRESHOLDS: thresholds.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be an address that starts with postgres://' }).optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^:/\s]+:\d+$/, 'must be host:port, without a scheme')
    .optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_UI_URL: url.optional(),
  TEMPORAL_CLI_PATH: z.string().optional(),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS: flag.optional(),
  TEMPORAL_TLS_SERVER_NAME: z.string().optional(),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: pem.optional(),
  TEMPORAL_TLS_CLIENT_CERT_PATH: pem.optional(),
  TEMPORAL_TLS_CLIENT_KEY_PATH: pem.optional(),
});

/** How a connection to Temporal is secured; certificates and keys as PEM text. Null `tls`: in the clear. */
export interface TemporalSecurity {
  apiKey: string | null;
  tls: { serverName: string | null; ca: string | null; cert: string | null; key: string | null } | null;
}

export interface Env {
  mode: 'live' | 'sandbox';
  /** What GREENLIGHT_MODE says; null where `mode` is inferred from what is configured. */
  statedMode: 'live' | 'sandbox' | null;
  port: number;
  host: string;
  /** Absolute path of the storage folder; `live/` and `sandbox/` lie below it. */
  storage: string;
  baseUrl: string | null;
  secret: string | null;
  databaseUrl: string | null;
  temporal: {
    address: string | null;
    namespace: string;
    uiUrl: string | null;
    cliPath: string | null;
    taskQueue: string;
    identity: string | null;
    security: TemporalSecurity;
  };
  /** A certificate authority to trust in the worker's process only: the sandbox's, as PEM text. */
  sandboxCa: string | null;
  /** Where the running sandbox is told what to break, for the panel; null in live mode, and where no sandbox runs. */
  sandboxControl: string | null;
  /** `host:port`, asked before a provider is blamed for not being reached; none: nobody is asked. */
  referenceHosts: readonly string[];
  /** `number:port` of the name server that the probes ask in the machine's place; null: the machine resolves. */
  dnsServer: string | null;
  /** What limits the checks that cost money. */
  budget: BudgetLimits;
  /** How many checks of one provider run at once. */
  providerLimit: number;
  /** Thresholds by check and name, in the place of the check's own. */
  thresholds: Record<string, Record<string, number>>;
  /** True on a CI machine: what is missing there is an error, not a skip. */
  ci: boolean;
}

/** Reads what the service itself needs.
 * @throws ConfigurationError with all faults in one message, those of the providers' variables among them. */
export function readEnv(source: EnvSource = processEnvironment()): Env {
  const { given, service: values, faults } = inspect(source);
  if (!values) throw new ConfigurationError(faults);
  const mode = values.GREENLIGHT_MODE ?? (CREDENTIALS.some((name) => given[name]) ? 'live' : 'sandbox');
  return {
    mode,
    statedMode: values.GREENLIGHT_MODE ?? null,
    port: values.PORT,
    host: values.HOST,
    storage: resolve(values.GREENLIGHT_STORAGE),
    baseUrl: values.GREENLIGHT_BASE_URL ?? null,
    secret: values.GREENLIGHT_SECRET ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    temporal: {
      address: values.TEMPORAL_ADDRESS ?? null,
      namespace: values.TEMPORAL_NAMESPACE,
      uiUrl: values.TEMPORAL_UI_URL ?? null,
      cliPath: values.TEMPORAL_CLI_PATH ?? null,
      taskQueue: values.GREENLIGHT_TASK_QUEUE ?? (mode === 'sandbox' ? 'greenlight-sandbox' : 'greenlight'),
      identity: values.GREENLIGHT_WORKER_IDENTITY ?? null,
      security: securityOf(values),
    },
    sandboxCa: values.GREENLIGHT_SANDBOX_CA ?? null,
    // Whatever is set: in live mode there is nothing to break.
    sandboxControl: mode === 'sandbox' ? (values.GREENLIGHT_SANDBOX_CONTROL ?? null) : null,
    // Two companies, so that the trouble of one is not taken for ours. The sandbox names hosts of its own to its worker.
    referenceHosts: values.GREENLIGHT_REFERENCE_HOSTS ?? (mode === 'live' ? ['api.github.com:443', 'www.googleapis.com:443'] : []),
    dnsServer: values.GREENLIGHT_DNS_SERVER ?? null,
    budget: budgetOf(values, mode),
    providerLimit: values.GREENLIGHT_PROVIDER_LIMIT,
    thresholds: values.GREENLIGHT_THRESHOLDS ?? {},
    ci: given['CI'] === 'true',
  };
}

const HOUR_MS = 3_600_000;

/** Pretend providers bill nobody: in the sandbox only what somebody sets is a limit. */
function budgetOf(values: z.infer<typeof serviceSchema>, mode: Env['mode']): BudgetLimits {
  const { GREENLIGHT_DAILY_CAP: dailyCap, GREENLIGHT_EXPENSIVE_INTERVAL: intervalMs } = values;
  return {
    dailyCap: dailyCap === undefined ? (mode === 'live' ? 4 : null) : dailyCap,
    intervalMs: intervalMs === undefined ? (mode === 'live' ? HOUR_MS : null) : intervalMs,
  };
}

/** An API key or any of the TLS variables means TLS, as for the SDKs and the `temporal` program; TEMPORAL_TLS=false switches it off. */
function securityOf(values: z.infer<typeof serviceSchema>): TemporalSecurity {
  const tls = {
    serverName: values.TEMPORAL_TLS_SERVER_NAME ?? null,
    ca: values.TEMPORAL_TLS_SERVER_CA_CERT_PATH ?? null,
    cert: values.TEMPORAL_TLS_CLIENT_CERT_PATH ?? null,
    key: values.TEMPORAL_TLS_CLIENT_KEY_PATH ?? null,
  };
  const apiKey = values.TEMPORAL_API_KEY ?? null;
  const isWanted = values.TEMPORAL_TLS ?? (apiKey !== null || Object.values(tls).some((value) => value !== null));
  return { apiKey, tls: isWanted ? tls : null };
}

/** Any of these set means that somebody has a real provider in mind. */
const CREDENTIALS = [
  'GEMINI_API_KEY',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'GOOGLE_SERVICE_ACCOUNT_JSON',
  'GITHUB_APP_PRIVATE_KEY',
  'GITHUB_APP_WEBHOOK_SECRET',
  'AXIOM_TOKEN',
  'SPACES_SECRET_ACCESS_KEY',
];

const targetSchema = z.object({
  GEMINI_API_KEY: z.string().optional(),
  GEMINI_API_VERSION: z.string().default('v1beta'),
  GEMINI_BASE_URL: url.default('https://generativelanguage.googleapis.com'),
  GEMINI_TEXT_MODEL: z.string().default('gemini-3.8-flash'),
  GEMINI_IMAGE_MODEL: z.string().default('gemini-3.1-flash-image'),
  GEMINI_EMBEDDING_MODEL: z.string().default('gemini-embedding-2'),
  GOOGLE_CLOUD_PROJECT: z.string().optional(),
  GOOGLE_CLOUD_LOCATION: z.string().default('global'),
  GOOGLE_APPLICATION_CREDENTIALS: z.string().optional(),
  GOOGLE_SERVICE_ACCOUNT_JSON: z.string().optional(),
  VERTEX_BASE_URL: url.optional(),
  GOOGLE_TOKEN_URL: url.default('https://oauth2.googleapis.com/token'),
  // The name that Google's own libraries know it by.
  GCE_METADATA_HOST: z
    .string()
    .refine((value) => /^[^\s/@?#]+$/.test(value) && URL.canParse(`http://${value}`), 'must be host or host:port, without a scheme')
    .default('169.254.169.254'),
  VERTEX_TEXT_MODEL: z.string().default('gemini-3.8-flash'),
  VERTEX_IMAGE_MODEL: z.string().default('gemini-3.1-flash-image'),
  VERTEX_EMBEDDING_MODEL: z.string().default('gemini-embedding-2'),
  GITHUB_APP_ID: z
    .string()
    .regex(/^\d+$|^Iv/, 'must be the App’s number (or its client id)')
    .optional(),
  GITHUB_APP_PRIVATE_KEY: z.string().optional(),
  GITHUB_APP_INSTALLATION_ID: z.string().regex(/^\d+$/, 'must be a number').optional(),
  GITHUB_APP_WEBHOOK_SECRET: z.string().optional(),
  GITHUB_APP_WEBHOOK_URL: url.optional(),
  GITHUB_APP_PERMISSIONS: z
    .string()
    .regex(/^\s*[a-z_]+:(read|write|admin)(\s*,\s*[a-z_]+:(read|write|admin))*\s*$/, 'must be a list such as contents:read,issues:write')
    .optional(),
  GITHUB_PROBE_REPOSITORY: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'must be OWNER/NAME')
    .optional(),
  GITHUB_API_URL: url.default('https://api.github.com'),
  AXIOM_TOKEN: z.string().optional(),
  AXIOM_DATASET: z.string().optional(),
  AXIOM_ORG_ID: z.string().optional(),
  AXIOM_URL: url.default('https://api.axiom.co'),
  AXIOM_EDGE_URL: url.optional(),
  SPACES_ENDPOINT: url.optional(),
  SPACES_REGION: z.string().default('us-east-1'),
  SPACES_BUCKET: z.string().optional(),
  SPACES_ACCESS_KEY_ID: z.string().optional(),
  SPACES_SECRET_ACCESS_KEY: z.string().optional(),
  SPACES_PATH_STYLE: flag.default(false),
  SPACES_PUBLIC_URL: url.optional(),
  SPACES_CORS_ORIGIN: url
    .refine((value) => URL.canParse(value) && new URL(value).origin === value, 'must be an origin, without a path')
    .optional(),
});
type TargetVariables = z.infer<typeof targetSchema>;

/** Reads the providers' settings: one target per way to reach a scope, configured or not. Only the worker (and what needs to know whether anything is configured) calls this.
 * @throws ConfigurationError with all faults in one message, those of the service's variables among them. */
export function readTargets(source: EnvSource = processEnvironment()): Target[] {
  const { targets: v, faults } = inspect(source);
  if (!v) throw new ConfigurationError(faults);
  const account = serviceAccount(v);
  const target = targetMaker(v, account, source);
  const vertexProject = v.GOOGLE_CLOUD_PROJECT ?? account?.projectId;
  return [
    target('ai_studio', 'gemini', 'ai_studio', missing(v, 'GEMINI_API_KEY'), [v.GEMINI_API_KEY], () => ({
      apiKey: v.GEMINI_API_KEY!,
      apiVersion: v.GEMINI_API_VERSION,
      baseUrl: v.GEMINI_BASE_URL,
      textModel: v.GEMINI_TEXT_MODEL,
      imageModel: v.GEMINI_IMAGE_MODEL,
      embeddingModel: v.GEMINI_EMBEDDING_MODEL,
    })),
    target(
      'vertex',
      'gemini',
      'vertex',
      // Credentials that cannot be used are told first: their text may be what lacks the project.
      vertexProject || account?.problem ? [] : ['GOOGLE_CLOUD_PROJECT', ...(account ? [] : ['GOOGLE_APPLICATION_CREDENTIALS'])],
      [account?.privateKey, account?.text, ...(account?.secrets ?? [])],
      () => ({
        project: vertexProject ?? '',
        location: v.GOOGLE_CLOUD_LOCATION,
        baseUrl: v.VERTEX_BASE_URL ?? null,
        tokenUrl: v.GOOGLE_TOKEN_URL,
        metadataHost: v.GCE_METADATA_HOST,
        account: account && {
          clientEmail: account.clientEmail,
          privateKey: account.privateKey,
          other: account.other,
          source: account.source,
          problem: account.problem,
          ...(account.certificate ? { certificate: account.certificate } : {}),
        },
        textModel: v.VERTEX_TEXT_MODEL,
        imageModel: v.VERTEX_IMAGE_MODEL,
        embeddingModel: v.VERTEX_EMBEDDING_MODEL,
      }),
    ),
    target(
      'github',
      'github',
      null,
      missing(v, 'GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY', 'GITHUB_APP_INSTALLATION_ID'),
      [v.GITHUB_APP_PRIVATE_KEY, v.GITHUB_APP_WEBHOOK_SECRET],
      () => ({
        appId: v.GITHUB_APP_ID!,
        privateKey: v.GITHUB_APP_PRIVATE_KEY!,
        installationId: Number(v.GITHUB_APP_INSTALLATION_ID),
        apiUrl: v.GITHUB_API_URL,
        permissions: levelsOf(v.GITHUB_APP_PERMISSIONS),
        probeRepository: v.GITHUB_PROBE_REPOSITORY ?? null,
        webhookSecret: v.GITHUB_APP_WEBHOOK_SECRET ?? null,
        webhookUrl: v.GITHUB_APP_WEBHOOK_URL ?? null,
      }),
    ),
    target('axiom', 'axiom', null, missing(v, 'AXIOM_TOKEN', 'AXIOM_DATASET'), [v.AXIOM_TOKEN], () => ({
      token: v.AXIOM_TOKEN!,
      dataset: v.AXIOM_DATASET!,
      orgId: v.AXIOM_ORG_ID ?? null,
      url: v.AXIOM_URL,
      edgeUrl: v.AXIOM_EDGE_URL ?? null,
    })),
    target(
      'spaces',
      'spaces',
      null,
      missing(v, 'SPACES_ENDPOINT', 'SPACES_BUCKET', 'SPACES_ACCESS_KEY_ID', 'SPACES_SECRET_ACCESS_KEY'),
      [v.SPACES_SECRET_ACCESS_KEY],
      () => ({
        endpoint: v.SPACES_ENDPOINT!,
        region: v.SPACES_REGION,
        bucket: v.SPACES_BUCKET!,
        accessKeyId: v.SPACES_ACCESS_KEY_ID!,
        secretAccessKey: v.SPACES_SECRET_ACCESS_KEY!,
        pathStyle: v.SPACES_PATH_STYLE,
        publicUrl: v.SPACES_PUBLIC_URL ?? null,
        corsOrigin: v.SPACES_CORS_ORIGIN ?? null,
      }),
    ),
  ];
}

/** Whose variable it is, by how its name begins. */
const PREFIXES: Record<Target['kind'], RegExp> = {
  ai_studio: /^GEMINI_/,
  vertex: /^(GOOGLE|VERTEX|GCE)_/,
  github: /^GITHUB_/,
  axiom: /^AXIOM_/,
  spaces: /^SPACES_/,
};

/** The names of the variables that are set for a target, as the person wrote them (`NAME_FILE` where the secret is in a file). */
export function variablesSet({ scope, provider }: Pick<Target, 'scope' | 'provider'>, source: EnvSource = processEnvironment()): string[] {
  const kind = readTargets(source).find((target) => target.scope === scope && target.provider === provider)?.kind;
  const known = (name: string): boolean => name in targetSchema.shape || name.replace(/_FILE$/, '') in targetSchema.shape;
  return Object.keys(present(source)).filter((name) => kind !== undefined && PREFIXES[kind].test(name) && known(name));
}

function targetMaker(v: TargetVariables, account: ServiceAccount, source: EnvSource) {
  return function target(
    kind: Target['kind'],
    scope: string,
    provider: string | null,
    lacking: string[],
    secrets: (string | undefined)[],
    settings: () => NonNullable<Target['settings']>,
  ): Target {
    const known = secrets.filter((secret): secret is string => Boolean(secret));
    const configured = lacking.length === 0;
    const variables = configured ? inForce(kind, v, account, source).map((one) => ({ ...one, secret: known.includes(one.value) })) : [];
    return { kind, scope, provider, settings: configured ? settings() : null, missing: lacking, secrets: known, variables } as Target;
  };
}

/** The variables a target's settings were made of, with where each comes from. Of a key's file it is what the file holds that counts. */
function inForce(kind: Target['kind'], v: TargetVariables, account: ServiceAccount, source: EnvSource) {
  const names = (Object.keys(v) as (keyof TargetVariables)[]).filter((name) => PREFIXES[kind].test(name) && v[name] !== undefined);
  return names.map((name) => {
    if (name === 'GOOGLE_APPLICATION_CREDENTIALS' && account?.source === name && account.text !== undefined)
      return { name, value: account.text, source: `file ${v[name]}` };
    const from = source[name]?.trim() ? 'variable' : source[`${name}_FILE`] ? `file ${source[`${name}_FILE`]}` : 'default';
    return { name, value: String(v[name]), source: from };
  });
}

/** `contents:read,issues:write` as names with levels. */
function levelsOf(list: string | undefined): Record<string, string> | null {
  if (list === undefined) return null;
  return Object.fromEntries(list.split(',').map((one) => one.trim().split(':') as [string, string]));
}

function missing(values: TargetVariables, ...names: (keyof TargetVariables)[]): string[] {
  return names.filter((name) => values[name] === undefined);
}

const keySchema = z.object({
  client_email: z.string(),
  private_key: z.string(),
  project_id: z.string().optional(),
  // What only tells more must not make a key that works a damaged one.
  private_key_id: z.string().optional().catch(undefined),
  client_x509_cert_url: url.optional().catch(undefined),
});

/** What gcloud and the console write beside keys of service accounts, and Google's libraries take: the rest of it is theirs to read. */
const otherSchema = z.looseObject({
  type: z.enum(['authorized_user', 'external_account', 'external_account_authorized_user', 'impersonated_service_account']),
});

/** The values of such a file that nobody may read. */
function secretsIn(file: object): string[] {
  return Object.entries(file).flatMap(([name, value]) =>
    typeof value === 'string' && /secret|token$|private_key|authorization/i.test(name)
      ? [value]
      : typeof value === 'object' && value
        ? secretsIn(value as object)
        : [],
  );
}

/** The service account that a federation or a person acts as, by the address that is asked for its token. */
function impersonated(file: object): string | null {
  const url = (file as { service_account_impersonation_url?: unknown }).service_account_impersonation_url;
  return /serviceAccounts\/([^:/]+):generateAccessToken$/.exec(String(url))?.[1] ?? null;
}

type ServiceAccount = ReturnType<typeof serviceAccount>;

/** The service account's key, from the file or the variable. A damaged one is not an error here: the check proves it and says so. */
function serviceAccount(v: TargetVariables) {
  const source = v.GOOGLE_SERVICE_ACCOUNT_JSON
    ? 'GOOGLE_SERVICE_ACCOUNT_JSON'
    : v.GOOGLE_APPLICATION_CREDENTIALS
      ? 'GOOGLE_APPLICATION_CREDENTIALS'
      : null;
  if (!source) return null;
  // A damaged key is a secret too: most of it may be whole.
  const other = (type: { type: string } | null, problem: string | null, text?: string) => ({
    clientEmail: (type && impersonated(type)) ?? '',
    privateKey: '',
    projectId: undefined,
    other: type,
    secrets: type ? secretsIn(type) : [],
    source,
    problem,
    text,
    certificate: null,
  });
  const damaged = (problem: string, text?: string) => other(null, problem, text);
  let text = v.GOOGLE_SERVICE_ACCOUNT_JSON;
  if (text === undefined) {
    const file = readNamed(v.GOOGLE_APPLICATION_CREDENTIALS!);
    if (file.text === null) return damaged('the file it names does not exist');
    text = file.text;
  }
  try {
    const json: unknown = JSON.parse(text);
    const typed = otherSchema.safeParse(json);
    if (typed.success) return other(typed.data, null, text);
    const { private_key_id: keyId, client_x509_cert_url: url, ...key } = keySchema.parse(json);
    return {
      clientEmail: key.client_email,
      privateKey: key.private_key.replaceAll('\\n', '\n'),
      projectId: key.project_id,
      other: null,
      secrets: [],
      source,
      problem: null,
      text,
      certificate: keyId && url ? { keyId, url } : null,
    };
  } catch {
    return damaged(
      'it is neither the JSON of a service account key (client_email and private_key are needed) nor of credentials that gcloud makes',
      text,
    );
  }
}

/** Both layers at once, so that who has broken three variables reads three sentences, not one a start. A layer is null where it cannot
 * be read; faults of the other alone refuse nobody. A file that cannot be read refuses both: it may hold what decides the mode. */
function inspect(source: EnvSource) {
  const { values, faults: files } = withFiles(source);
  const given = present(values);
  const [service, targets] = [serviceSchema.safeParse(given), targetSchema.safeParse(given)];
  const pair = Boolean(given['TEMPORAL_TLS_CLIENT_CERT_PATH']) !== Boolean(given['TEMPORAL_TLS_CLIENT_KEY_PATH']);
  const ofService = [
    ...faultsOf(service.error),
    ...(pair ? ['TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH belong together: set both, or neither'] : []),
  ];
  const ofTargets = [...faultsOf(targets.error), ...accountFaults(given)];
  const usable = files.length === 0;
  return {
    given,
    faults: [...files, ...ofService, ...ofTargets],
    service: usable && ofService.length === 0 ? service.data! : null,
    targets: usable && ofTargets.length === 0 ? targets.data! : null,
  };
}

/** A key that is not there is told by the check; a path that cannot be the key's is a variable to mend. */
function accountFaults(given: Record<string, string>): string[] {
  const file = given['GOOGLE_APPLICATION_CREDENTIALS'];
  if (!file || given['GOOGLE_SERVICE_ACCOUNT_JSON'] || !(existsSync(file) || isText(file))) return [];
  const { fault } = readNamed(file);
  return fault === null ? [] : [`GOOGLE_APPLICATION_CREDENTIALS ${fault}`];
}

/** The text of a file that a variable names; or why there is none, as what follows the variable's name. */
function readNamed(path: string): { text: string; fault: null } | { text: null; fault: string } {
  try {
    return { text: readFileSync(path, 'utf8'), fault: null };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Whoever put the secret itself here must not find it in a terminal or a log.
    if (isText(path)) return { text: null, fault: 'holds a text, where the path of a file is needed' };
    if (code === 'EISDIR') return { text: null, fault: `names ${path}, which is a folder: name the file itself` };
    return {
      text: null,
      fault:
        code === 'ENOENT'
          ? `names the file ${path}, which does not exist: put it there, or name another`
          : `names the file ${path}, which cannot be read (${code}): let this process’s user read it, or name another`,
    };
  }
}

/** `NAME_FILE` reads a secret from a file; the variable itself wins where both are set. */
function withFiles(source: EnvSource): { values: EnvSource; faults: string[] } {
  const values: EnvSource = { ...source };
  const faults: string[] = [];
  for (const [name, file] of Object.entries(source)) {
    const plain = name.replace(/_FILE$/, '');
    if (plain === name || !file || values[plain] || !(plain in targetSchema.shape || plain in serviceSchema.shape)) continue;
    const { text, fault } = readNamed(file);
    if (fault === null) values[plain] = text.trim();
    else faults.push(`${name} ${fault}`);
  }
  return { values, faults };
}

/** True where somebody put what the file should hold in the place of its path. */
function isText(path: string): boolean {
  return /[\n{]|-----BEGIN/.test(path);
}

/** An empty variable is one that is not set. */
function present(source: EnvSource): Record<string, string> {
  return Object.fromEntries(Object.entries(source).filter((entry): entry is [string, string] => Boolean(entry[1]?.trim())));
}

function faultsOf(error: z.ZodError | undefined): string[] {
  return (error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`);
}

/** The process's own variables, with `.env` of the working folder below them. */
export function processEnvironment(): EnvSource {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
