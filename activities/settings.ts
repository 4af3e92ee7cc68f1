/** The settings of one target of each kind, as `env.ts` reads them. Addresses are origins (or bases) without a trailing slash. */
export interface AiStudioSettings {
  apiKey: string;
  apiVersion: string;
  baseUrl: string;
  textModel: string;
  imageModel: string;
  embeddingModel: string;
}

export interface GoogleAccount {
  /** Empty where the credentials name no service account. */
  clientEmail: string;
  /** Of a service account's key; otherwise empty. */
  privateKey: string;
  /** Credentials of another type than a key (of a person, of a federation), as their file has them; null for a key. */
  other: { type: string } | null;
  /** The variable they come from. */
  source: string;
  /** Why they cannot be used. */
  problem: string | null;
  /** Where Google publishes the certificate of this key, which says until when it is good; left out where the key does not name it. */
  certificate?: { keyId: string; url: string };
}

export interface VertexSettings {
  project: string;
  location: string;
  /** Null: Google's own host for the location. */
  baseUrl: string | null;
  tokenUrl: string;
  /** What is asked with; null means application default credentials of the machine. */
  account: GoogleAccount | null;
  /** Google's metadata server, `address[:port]`: it gives the tokens of an account that is attached to the machine. */
  metadataHost: string;
  textModel: string;
  imageModel: string;
  embeddingModel: string;
}

export interface GitHubSettings {
  appId: string;
  privateKey: string;
  installationId: number;
  apiUrl: string;
  /** What the product needs, as `{ contents: 'read' }`; null: nobody said. */
  permissions: Record<string, string> | null;
  /** `OWNER/NAME`; null: nobody said. */
  probeRepository: string | null;
  webhookSecret: string | null;
  /** Where the product receives events; null: nobody said. */
  webhookUrl: string | null;
}

export interface AxiomSettings {
  token: string;
  dataset: string;
  orgId: string | null;
  url: string;
  edgeUrl: string | null;
}

export interface SpacesSettings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  pathStyle: boolean;
  publicUrl: string | null;
  /** The origin of the web app whose pages upload from the browser. */
  corsOrigin: string | null;
}

export interface SettingsByKind {
  ai_studio: AiStudioSettings;
  vertex: VertexSettings;
  github: GitHubSettings;
  axiom: AxiomSettings;
  spaces: SpacesSettings;
}
export type Kind = keyof SettingsByKind;

/** A variable that is in force for a target. */
export interface TargetVariable {
  name: string;
  value: string;
  /** True where the value must never leave the worker. */
  secret: boolean;
  /** `variable`, `default`, or `file <path>`. */
  source: string;
}

/** One configured way to reach a scope. Two buckets are two targets of kind `spaces` with provider names of their own. */
export type Target = {
  [K in Kind]: {
    kind: K;
    scope: string;
    provider: string | null;
    /** Null: not configured, and `missing` names the variables to set. */
    settings: SettingsByKind[K] | null;
    missing: string[];
    /** Every secret value among the settings, for redaction. */
    secrets: string[];
    /** What the settings were made of, defaults included; empty where the target is not configured. */
    variables: TargetVariable[];
  };
}[Kind];
