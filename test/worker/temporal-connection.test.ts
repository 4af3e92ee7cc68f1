import { describe, expect, it } from 'vitest';
import { temporalConnection } from '#worker/temporal-connection.ts';

const tls = { serverName: null, ca: null, cert: null, key: null };

describe('a connection to Temporal', () => {
  it('is in the clear by default', () => expect(temporalConnection('h:7233', { apiKey: null, tls: null })).toEqual({ address: 'h:7233' }));

  it('carries an API key over TLS', () =>
    expect(temporalConnection('h:7233', { apiKey: 'k', tls })).toEqual({ address: 'h:7233', apiKey: 'k', tls: {} }));

  it('carries certificates as they are', () =>
    expect(temporalConnection('h:7233', { apiKey: null, tls: { serverName: 'n', ca: 'CA', cert: 'C', key: 'K' } })).toEqual({
      address: 'h:7233',
      tls: {
        serverNameOverride: 'n',
        serverRootCACertificate: Buffer.from('CA'),
        clientCertPair: { crt: Buffer.from('C'), key: Buffer.from('K') },
      },
    }));
});
