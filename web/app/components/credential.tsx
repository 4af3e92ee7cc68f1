import type { CredentialLight } from '#workflows/core/beside-finding.ts';
import { credentialWords } from '#workflows/core/credential-words.ts';

/** A credential in one calm line: which it is, where it came from, what it may do, how long it holds. */
export function Credential({ light }: { light: CredentialLight }) {
  const { variable, identity, last_four, fingerprint } = light;
  return (
    <dd>
      <code>{variable}</code>
      {identity && ` ${identity}`}
      {last_four && (
        <>
          {' '}
          <code>…{last_four}</code>
        </>
      )}
      {fingerprint && (
        <>
          , fingerprint <code>{fingerprint}</code>
        </>
      )}
      , {credentialWords(light)}
    </dd>
  );
}
