import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allFaults } from './all-faults.ts';
import { openAuthority } from './authority.ts';
import { openNameServer } from './name-server.ts';
import { openHost, type LoggedRequest, type OpenHost } from './open-host.ts';
import { openPort } from './open-port.ts';
import { EGRESS_CUT, REFERENCE_HOSTS } from './our-faults.ts';
import type { Fault, SandboxProvider, SandboxSecrets } from './provider.ts';
import { sandboxVariables } from './sandbox-variables.ts';

export interface OpenSandbox {
  /** The variables that point the worker at these providers. */
  variables: Record<string, string>;
  /** The throwaway authority, PEM. */
  ca: string;
  caFile: string;
  /** Numeric origin by host name, for whoever does not ask the sandbox's name server. */
  origins: Record<string, string>;
  /** The port of each host, of the reference hosts, and of the name server. */
  ports: Record<string, number>;
  /** All faults that can be switched on, those of the wire and our own included. */
  faults: Fault[];
  broken(): string[];
  /** @throws an Error with a sentence where the name is unknown. */
  break(fault: string): Promise<void>;
  /** Heals one fault, or all. */
  heal(fault?: string): Promise<void>;
  requests(): LoggedRequest[];
  close(): Promise<void>;
}

const NAME_SERVER = 'name-server';
const NAME_LATE_MS = 600;
/** `.test` is nobody's (RFC 6761): no name server in the world knows it. */
const nameOf = (host: string): string => `${host}.greenlight.test`;

/** Opens the pretend providers on loopback, over HTTPS with an authority made for this folder. What is broken is kept in
 * the folder, so that a restart changes nothing; `secrets` replaces the credentials it accepts. */
export async function openSandbox(options: {
  folder: string;
  providers: readonly SandboxProvider[];
  secrets?: Partial<SandboxSecrets>;
  ports?: Record<string, number>;
}): Promise<OpenSandbox> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const secrets = { ...kept(join(options.folder, 'secrets-2.json'), makeSecrets), ...options.secrets };
  const faultsFile = join(options.folder, 'faults.json');
  let broken = new Set<string>(kept<string[]>(faultsFile, () => []));
  const log: LoggedRequest[] = [];
  const isBroken = (fault: string): boolean => broken.has(fault);
  const pretended = options.providers.flatMap((provider) => {
    const folder = join(options.folder, provider.name);
    mkdirSync(folder, { recursive: true });
    return provider.hosts({ isBroken, folder, secrets, now: () => new Date() });
  });
  // A bucket may stand before the name of its host.
  const names = pretended.flatMap(({ name }) => [nameOf(name), `*.${nameOf(name)}`]);
  const authority = await openAuthority(options.folder, ['127.0.0.1', 'localhost', ...names]);
  const hosts: OpenHost[] = [];
  for (const host of pretended) {
    hosts.push(
      await openHost(host, {
        certificate: authority.certificate,
        port: options.ports?.[host.name] ?? 0,
        isBroken,
        log: (request) => {
          log.push(request);
          if (log.length > 20_000) log.splice(0, 10_000);
        },
      }),
    );
  }
  const references = await Promise.all(REFERENCE_HOSTS.map((name) => openReference(name, options.ports?.[name] ?? 0, isBroken)));
  const hostOf = (asked: string) => [...hosts, ...references].find(({ name }) => `.${asked}`.endsWith(`.${nameOf(name)}`))?.name;
  const nameServer = await openNameServer(
    options.ports?.[NAME_SERVER] ?? 0,
    (asked) => hostOf(asked) !== undefined && !isBroken(`${hostOf(asked)}.no_name`),
    (asked) => (isBroken(`${hostOf(asked)}.name_late`) ? NAME_LATE_MS : 0),
  );
  const faults = allFaults(options.providers, hosts);
  async function apply(next: Set<string>): Promise<void> {
    broken = next;
    writeAtomically(faultsFile, JSON.stringify([...broken]));
    for (const host of [...hosts, ...references]) await host.refresh();
  }
  await apply(broken);
  const originsAt = (hostOf: (name: string) => string): Record<string, string> =>
    Object.fromEntries(hosts.map(({ name, port }) => [name, `https://${hostOf(name)}:${port}`]));
  const referenceHosts = references.map(({ name, port }) => `${nameOf(name)}:${port}`).join(',');
  return {
    variables: sandboxVariables(originsAt(nameOf), secrets, { nameServer: nameServer.address, referenceHosts }),
    ca: authority.ca,
    caFile: authority.caFile,
    origins: originsAt(() => '127.0.0.1'),
    ports: Object.fromEntries(
      [...hosts, ...references, { name: NAME_SERVER, port: nameServer.port }].map(({ name, port }) => [name, port]),
    ),
    faults,
    broken: () => [...broken],
    async break(fault) {
      if (!faults.some(({ id }) => id === fault)) throw new Error(`There is no fault named ${fault}.`);
      await apply(new Set([...broken, fault]));
    },
    heal: (fault) => apply(new Set(fault ? [...broken].filter((one) => one !== fault) : [])),
    requests: () => [...log],
    close: async () => void (await Promise.all([nameServer, ...hosts, ...references].map((one) => one.close()))),
  };
}

/** Takes connections and says nothing: more is not asked of it. */
async function openReference(name: string, port: number, isBroken: (fault: string) => boolean): Promise<OpenHost> {
  const isClosed = (): boolean => isBroken(`${name}.closed`) || isBroken(EGRESS_CUT);
  return { name, ...(await openPort({ port, isClosed, onConnection: (socket) => socket.end() })) };
}

function makeSecrets(): SandboxSecrets {
  const word = (bytes: number) => randomBytes(bytes).toString('hex');
  const pair = () =>
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
  const google = pair();
  const github = pair();
  return {
    geminiApiKey: `AIza${word(17)}`,
    googleProject: 'acme-sandbox',
    googleClientEmail: 'greenlight@acme-sandbox.iam.gserviceaccount.com',
    googlePrivateKey: google.privateKey,
    googlePublicKey: google.publicKey,
    githubAppId: '4711',
    githubInstallationId: 815,
    githubWebhookSecret: randomBytes(20).toString('hex'),
    githubPrivateKey: github.privateKey,
    githubPublicKey: github.publicKey,
    axiomToken: `xaat-${word(16)}`,
    axiomDataset: 'greenlight-sandbox',
    spacesBucket: 'acme-sandbox',
    spacesRegion: 'nyc3',
    spacesAccessKeyId: `DO00${word(8).toUpperCase()}`,
    spacesSecretAccessKey: word(20),
  };
}

/** Reads a JSON file, or makes and keeps what it should hold. */
function kept<T>(file: string, make: () => T): T {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  const made = make();
  writeAtomically(file, JSON.stringify(made));
  return made;
}

function writeAtomically(file: string, text: string): void {
  writeFileSync(`${file}.${process.pid}`, text, { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
}
