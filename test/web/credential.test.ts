import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Credential } from '#web/app/components/credential.tsx';
import { UNTOLD, type CredentialLight } from '#workflows/core/beside-finding.ts';

const shown = (light: Partial<CredentialLight>): string =>
  renderToStaticMarkup(createElement(Credential, { light: { ...UNTOLD, variable: 'AURORA_KEY', source: 'variable', ...light } })).replace(
    /<[^>]+>/g,
    '',
  );

it('a credential is one line that tells which it is, what it may do and how long it holds', () => {
  const ends = { expires_at: '2026-03-03T10:00:00.000Z', days_left: 61 };
  expect(shown({ last_four: 'c41e', fingerprint: 'abc', may: ['ingest', 'query'], ...ends })).toBe(
    'AURORA_KEY …c41e, fingerprint abc, from the variable, may ingest and query, expires in 61 days (2026-03-03)',
  );
});

it('of a credential without an end or a print is said whose it is, and what nobody tells', () => {
  expect(shown({ identity: 'metadata server', source: 'ADC' })).toBe('AURORA_KEY metadata server, from ADC; rights and expiry not told');
});
