import type { SandboxSecrets } from './provider.ts';
import { keyIdOf } from './gemini/key-certificate.ts';
import { certificatesPath } from './gemini/token-service.ts';
import { REPOSITORY } from './github/repository-documents.ts';
import { RECEIVER } from './github/webhook-documents.ts';
import { SANDBOX_ORIGIN } from './spaces/cors.ts';

/** The variables that point a worker at the pretend providers, as a person would set them for the real ones. */
export function sandboxVariables(
  origins: Record<string, string>,
  secrets: SandboxSecrets,
  { nameServer, referenceHosts }: { nameServer: string; referenceHosts: string },
): Record<string, string> {
  const all: Record<string, string | undefined> = {
    GREENLIGHT_DNS_SERVER: nameServer,
    GREENLIGHT_REFERENCE_HOSTS: referenceHosts,
    GEMINI_API_KEY: origins['ai-studio'] && secrets.geminiApiKey,
    GEMINI_BASE_URL: origins['ai-studio'],
    GOOGLE_CLOUD_PROJECT: origins['vertex'] && secrets.googleProject,
    GOOGLE_SERVICE_ACCOUNT_JSON:
      origins['vertex'] &&
      JSON.stringify({
        type: 'service_account',
        project_id: secrets.googleProject,
        client_email: secrets.googleClientEmail,
        private_key_id: keyIdOf(secrets.googlePublicKey),
        private_key: secrets.googlePrivateKey,
        client_x509_cert_url: `${origins['google-token']}${certificatesPath(secrets)}`,
      }),
    VERTEX_BASE_URL: origins['vertex'],
    GOOGLE_TOKEN_URL: origins['google-token'] && `${origins['google-token']}/token`,
    GITHUB_APP_ID: origins['github'] && secrets.githubAppId,
    GITHUB_APP_PRIVATE_KEY: origins['github'] && secrets.githubPrivateKey,
    GITHUB_APP_INSTALLATION_ID: origins['github'] && String(secrets.githubInstallationId),
    GITHUB_APP_WEBHOOK_SECRET: origins['github'] && secrets.githubWebhookSecret,
    GITHUB_APP_WEBHOOK_URL: origins['github'] && RECEIVER,
    GITHUB_APP_PERMISSIONS: origins['github'] && 'contents:read,metadata:read',
    GITHUB_PROBE_REPOSITORY: origins['github'] && REPOSITORY,
    GITHUB_API_URL: origins['github'],
    AXIOM_TOKEN: origins['axiom'] && secrets.axiomToken,
    AXIOM_DATASET: origins['axiom'] && secrets.axiomDataset,
    AXIOM_URL: origins['axiom'],
    SPACES_ENDPOINT: origins['spaces'],
    SPACES_REGION: origins['spaces'] && secrets.spacesRegion,
    SPACES_BUCKET: origins['spaces'] && secrets.spacesBucket,
    SPACES_ACCESS_KEY_ID: origins['spaces'] && secrets.spacesAccessKeyId,
    SPACES_SECRET_ACCESS_KEY: origins['spaces'] && secrets.spacesSecretAccessKey,
    SPACES_PATH_STYLE: origins['spaces'] && 'true',
    SPACES_PUBLIC_URL: origins['spaces-cdn'],
    SPACES_CORS_ORIGIN: origins['spaces'] && SANDBOX_ORIGIN,
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
