import {
  BaseExternalAccountClient,
  Compute,
  ExternalAccountAuthorizedUserClient,
  Impersonated,
  JWT,
  UserRefreshClient,
  type AuthClient,
} from 'google-auth-library';

/** What the machine's default credentials are: whose, where the library knows it, else of what kind. */
export function defaultsOf(client: AuthClient): string {
  if (client instanceof JWT) return client.email ?? 'service_account';
  if (client instanceof Impersonated) return client.getTargetPrincipal();
  if (client instanceof BaseExternalAccountClient) return client.getServiceAccountEmail() ?? 'external_account';
  if (client instanceof ExternalAccountAuthorizedUserClient) return 'external_account_authorized_user';
  if (client instanceof Compute) return 'metadata server';
  return client instanceof UserRefreshClient ? 'authorized_user' : 'unknown kind';
}
