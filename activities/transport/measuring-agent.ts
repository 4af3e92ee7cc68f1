import { AsyncLocalStorage } from 'node:async_hooks';
import { connect as tcpConnect, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as tlsConnect, type TLSSocket } from 'node:tls';
import { Agent, type buildConnector } from 'undici';
import type { Peer } from '#activities/evidence.ts';
import { peerOf } from './peer-of.ts';

/** Milliseconds each phase of making a connection took; a phase that is missing was not needed or not reached. */
export interface Phases {
  dns?: number;
  tcp?: number;
  tls?: number;
  /** The phase that was under way: where it stays set after a failure, it is the one that broke. */
  current?: 'dns' | 'tcp' | 'tls';
  /** Who answered, as soon as a connection came about; also where its certificate is not trusted. */
  peer?: Peer;
}

const running = new AsyncLocalStorage<Phases>();

/** Runs `work` so that connections opened on its behalf write their timings into `phases`. */
export function collectPhases<T>(phases: Phases, work: () => Promise<T>): Promise<T> {
  return running.run(phases, work);
}

/** An undici agent that measures name resolution, TCP and TLS apart. Connections are not kept: each probe walks the whole ladder.
 * Once `over` fires its sockets are closed, also those still in a handshake, of which undici does not know yet. Names are resolved by
 * the machine, or by `lookup`. */
export function createMeasuringAgent(over: AbortSignal, lookup?: LookupFunction): Agent {
  return new Agent({
    connect: connectorUntil(over, lookup),
    pipelining: 0,
    keepAliveTimeout: 1,
    keepAliveMaxTimeout: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

const connectorUntil =
  (over: AbortSignal, lookup?: LookupFunction): buildConnector.connector =>
  (options, callback) => {
    const phases = running.getStore() ?? {};
    const secure = options.protocol === 'https:';
    const host = options.hostname.replace(/^\[|\]$/g, '');
    const port = Number(options.port || (secure ? 443 : 80));
    let mark = performance.now();
    const lap = () => {
      const took = performance.now() - mark;
      mark = performance.now();
      return took;
    };
    phases.current = isIP(host) ? 'tcp' : 'dns';
    const socket = tcpConnect({ host, port, autoSelectFamily: true, ...(lookup ? { lookup } : {}) });
    // Without an error of its own: at that moment nobody may be listening for one.
    over.addEventListener('abort', () => socket.destroy(), { once: true });
    const fail = (error: Error) => callback(error, null);
    socket.once('error', fail);
    const addresses: string[] = [];
    // Once for each address that the name stands for.
    socket.on('lookup', (error, address) => {
      if (error) return;
      addresses.push(address);
      if (addresses.length > 1) return;
      phases.dns = lap();
      phases.current = 'tcp';
    });
    const peer = (of: Socket): Peer => ({ ...peerOf(of), ...(addresses.length > 0 ? { addresses } : {}) });
    socket.once('connect', () => {
      phases.tcp = lap();
      phases.peer = peer(socket);
      if (!secure) return done(socket);
      phases.current = 'tls';
      socket.off('error', fail);
      // Verified here and not by Node, which closes before anybody can read what is wrong with the certificate. Nothing is sent before.
      const encrypted = tlsConnect({
        socket,
        servername: isIP(host) ? '' : host,
        host,
        ALPNProtocols: ['http/1.1'],
        rejectUnauthorized: false,
      });
      encrypted.once('error', fail);
      encrypted.once('secureConnect', () => {
        phases.peer = peer(encrypted);
        if (!encrypted.authorized) return refuse(encrypted);
        phases.tls = lap();
        encrypted.off('error', fail);
        done(encrypted);
      });
    });
    function refuse(untrusted: TLSSocket) {
      const code = String(untrusted.authorizationError);
      untrusted.destroy();
      fail(Object.assign(new Error(`the certificate is not trusted: ${code}`), { code }));
    }
    function done(ready: Socket) {
      delete phases.current;
      ready.off('error', fail);
      callback(null, ready as never);
    }
  };
