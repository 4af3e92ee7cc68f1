import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import protobuf from 'protobufjs';

/** A field that the real SDK sends or reads and that this release of the protos does not have yet, with the source it is known from. */
export interface NewerField {
  /** The message, under the API's own namespace. */
  message: string;
  field: string;
  /** It is an enum with these names, or a message with these fields: an enum's names, or a type that the protos have. */
  names: string[] | Record<string, string[] | string>;
  source: string;
}

/** All that Google publishes for one API, as its own client (the path of its main file) carries it. */
export function apiProtos(client: string, namespace: string, newer: NewerField[] = []): protobuf.Namespace {
  const text = readFileSync(join(protosOf(client), 'protos.json'), 'utf8');
  const root = protobuf.Root.fromJSON(JSON.parse(text) as protobuf.INamespace);
  for (const { message, field, names } of newer) {
    const type = root.lookupType(`${namespace}.${message}`);
    if (type.fields[field]) throw new Error(`${message}.${field} needs no exception any more`);
    const id = Math.max(...type.fieldsArray.map((one) => one.id)) + 1;
    type.add(newerType(`Newer_${field}`, names));
    type.add(new protobuf.Field(field, id, `Newer_${field}`));
  }
  return root.resolveAll().lookup(namespace) as protobuf.Namespace;
}

function newerType(name: string, names: NewerField['names']): protobuf.Enum | protobuf.Type {
  if (Array.isArray(names)) return new protobuf.Enum(name, Object.fromEntries(names.map((one, value) => [one, value])));
  const message = new protobuf.Type(name);
  for (const [index, [field, type]] of Object.entries(names).entries()) {
    if (Array.isArray(type)) message.add(newerType(`Newer_${field}`, type));
    message.add(new protobuf.Field(field, index + 1, Array.isArray(type) ? `Newer_${field}` : type));
  }
  return message;
}

/** google.rpc and google.api as far as errors need them: every Google client carries the library that carries these. */
export function errorProtos(client: string): protobuf.Root {
  const folder = join(dirname(createRequire(client).resolve('google-gax')), '..', 'protos');
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => join(folder, target);
  const files = ['rpc/status', 'rpc/error_details', 'rpc/code', 'api/error_reason'].map((file) => `google/${file}.proto`);
  root.loadSync(files, { alternateCommentMode: true }).resolveAll();
  return root;
}

const protosOf = (client: string): string => join(dirname(client), '..', 'protos');
