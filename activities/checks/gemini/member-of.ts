interface Credentials {
  type?: string;
  client_email?: string;
  audience?: string;
}

/** Who asks with such credentials, as `--member` of gcloud names them; what they do not tell stands in capitals. */
export function memberOf({ type, client_email: email, audience }: Credentials): string {
  if (type === 'authorized_user') return 'user:YOUR-LOGIN';
  const pool = /^(\/\/iam\.googleapis\.com\/.+)\/providers\//.exec(audience ?? '')?.[1];
  if (type?.startsWith('external_account')) return `principal:${pool ?? '//iam.googleapis.com/POOL'}/subject/SUBJECT`;
  return `serviceAccount:${email ?? 'EMAIL'}`;
}
