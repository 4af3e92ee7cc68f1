import type { ServerResponse } from 'node:http';
import { Ajv, type ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import type { Exchange } from '#activities/evidence.ts';
import type { SandboxHost, SandboxProvider } from '#scripts/sandbox/provider.ts';

type Json = Record<string, unknown>;

/** One exchange as it went over the wire. `contentType` of what was said; null where nothing was. */
export interface Sent {
  method: string;
  url: URL;
  headers: Record<string, string | undefined>;
  body: Buffer;
}
export interface Said {
  status: number | null;
  contentType: string | null;
  text: string | null;
}

/** A request as the provider heard it, with the text of the answer it gave. */
interface Heard extends Sent {
  answered?: string;
}

/** An answer that the document does not list and that is right all the same, with the source it is known from. */
export interface Beyond {
  operation: string;
  statuses: number[];
  schema: object;
  source: string;
}

/** Each function gives what does not fit, one sentence per fault; nothing where all does. */
export interface Contract {
  /** True where the document lists this path, whatever the method. */
  lists(url: URL): boolean;
  request(sent: Sent): string[];
  response(asked: Pick<Sent, 'method' | 'url'>, said: Said): string[];
}

interface Media {
  schema: object;
}
interface Operation {
  name: string;
  parameters: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
  values: Record<string, string>;
}

/** Reads an OpenAPI 3.0 document as strictly as it can be read: a field that a schema does not list is refused, unless the schema
 * itself says that more may come. `amend` may mend a schema that is known to be wrong; say there why. */
export function openContract(document: object, more: { amend?: (schema: Json) => Json; beyond?: Beyond[] } = {}): Contract {
  const { paths, components, servers } = strict(document) as {
    paths: Record<string, Json>;
    components: Json;
    servers: { url: string }[];
  };
  const base = servers[0]!.url.replace(/^https:\/\/[^/]+/, '').replace(/\/$/, '');
  const bodies = open(false);
  // What stands in a path or a query is text: the schema says what it is read as.
  const texts = open(true);
  for (const { operation, statuses } of more.beyond ?? []) {
    const [method, path] = operation.split(' ') as [string, string];
    const { responses } = (paths[path]?.[method.toLowerCase()] ?? {}) as Partial<Operation>;
    if (!responses || statuses.some((status) => status in responses)) throw new Error(`${operation} needs no such exception`);
  }

  return { lists: (url) => pathOf(url) !== undefined, request, response };

  function request({ method, url, headers, body }: Sent): string[] {
    const operation = find(method, url);
    if (typeof operation === 'string') return [operation];
    const { parameters, requestBody, values } = operation;
    const query = [...url.searchParams.keys()].map((name) => [name, url.searchParams.getAll(name)] as const);
    const asked = Object.fromEntries(query.map(([name, all]) => [name, all.length === 1 ? all[0] : all]));
    const complaints = [
      ...complain(texts, together(parameters, 'path'), values, 'request path'),
      ...complain(texts, together(parameters, 'query'), asked, 'request query'),
    ];
    if (body.length === 0) return requestBody?.required ? [...complaints, 'request: the body is missing'] : complaints;
    if (!requestBody) return [...complaints, `request: ${operation.name} takes no body`];
    return [...complaints, ...read(requestBody.content, headers['content-type'] ?? null, body.toString('utf8'), 'request')];
  }

  function response({ method, url }: Pick<Sent, 'method' | 'url'>, { status, contentType, text }: Said): string[] {
    const operation = find(method, url);
    if (typeof operation === 'string') return [operation];
    const beyond = more.beyond?.find((one) => one.operation === operation.name && one.statuses.includes(status ?? 0));
    const content = { 'application/json': { schema: strict(beyond?.schema ?? {}) as object } };
    const listed = beyond ? { content } : (operation.responses[String(status)] ?? operation.responses['default']);
    if (!listed) return [`response: ${operation.name} lists no answer ${status}`];
    if (!listed.content) return text ? [`response: ${operation.name} ${status} has no body`] : [];
    return read(listed.content, contentType, text ?? '', `response ${status}`);
  }

  function read(content: Record<string, Media>, contentType: string | null, text: string, where: string): string[] {
    const type = contentType?.split(';')[0]!.trim().toLowerCase() ?? 'none';
    const media = content[type];
    if (!media) return [`${where}: content type ${type} is not among ${Object.keys(content).join(', ')}`];
    // Bytes are bytes, whatever they are called; what is in them the document does not say.
    if ('format' in media.schema && media.schema.format === 'binary') return [];
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return [`${where}: ${(error as Error).message}`];
    }
    return complain(bodies, media.schema, value, where);
  }

  function find(method: string, url: URL): Operation | string {
    const path = pathOf(url);
    const operation = path && (paths[path]?.[method.toLowerCase()] as Operation | undefined);
    if (!operation) return `the contract lists no ${method} ${url.pathname}`;
    const all = [...((paths[path]!['parameters'] as Operation['parameters']) ?? []), ...(operation.parameters ?? [])];
    const responses = Object.fromEntries(Object.entries(operation.responses).map(([status, one]) => [status, resolve(one)]));
    const values = shapeOf(path).exec(url.pathname)!.groups ?? {};
    const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
    const named = Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[`p${index}`]!)]));
    return { ...operation, name: `${method} ${path}`, parameters: all.map(resolve), responses, values: named };
  }

  function pathOf(url: URL): string | undefined {
    return Object.keys(paths).find((path) => shapeOf(path).test(url.pathname));
  }

  /** Some documents write a fixed query behind the path; the parameters say the same. */
  function shapeOf(path: string): RegExp {
    const parts = path.split('?')[0]!.split(/\{[^}]+\}/);
    const escaped = parts.map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${base}${escaped.reduce((text, part, index) => `${text}(?<p${index - 1}>[^/]+)${part}`)}$`);
  }

  function resolve<T>(value: T): T {
    const ref = (value as { $ref?: string }).$ref;
    const [, kind, name] = /^document#\/components\/([^/]+)\/([^/]+)$/.exec(ref ?? '') ?? [];
    return kind && name ? ((components[kind] as Json)[name] as T) : value;
  }

  function open(coerceTypes: boolean): Ajv {
    const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true, coerceTypes });
    formats.default(ajv);
    for (const bits of [8, 32, 64])
      ajv.addFormat(`uint${bits}`, { type: 'number', validate: (n: number) => Number.isInteger(n) && n >= 0 && n < 2 ** bits });
    return ajv.addVocabulary(['components']).addSchema({ components }, 'document');
  }

  /** A copy in which every schema is closed and every reference leads into the document. */
  function strict(node: unknown, areNames = false): unknown {
    if (Array.isArray(node)) return node.map((one) => strict(one));
    if (typeof node !== 'object' || node === null) return node;
    const copy: Json = Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, strict(value, !areNames && key === 'properties')]),
    );
    if (areNames) return copy;
    if (typeof copy['$ref'] === 'string') return { $ref: copy['$ref'].replace(/^#/, 'document#') };
    if ('allOf' in copy) throw new Error('a schema made of several cannot be closed part by part: use unevaluatedProperties');
    const schema = orNull(more.amend?.(copy) ?? copy);
    const listed = Object.keys((schema['properties'] as Json | undefined) ?? {}).length > 0;
    return listed && !('additionalProperties' in schema) ? { ...schema, additionalProperties: false } : schema;
  }
}

/** OpenAPI 3.0 lets a choice be `nullable` without a type; JSON Schema knows null as one of the choices. */
function orNull({ nullable, ...schema }: Json): Json {
  const choice = ['anyOf', 'oneOf'].find((name) => name in schema);
  if (nullable !== true || 'type' in schema || !choice) return nullable === undefined ? schema : { nullable, ...schema };
  return { ...schema, [choice]: [...(schema[choice] as object[]), { type: 'null' }] };
}

/** All parameters of one place as one closed schema. */
function together(parameters: Operation['parameters'], place: string): object {
  const here = parameters.filter((parameter) => parameter.in === place);
  const required = here.filter((parameter) => parameter.required).map(({ name }) => name);
  const properties = Object.fromEntries(here.map(({ name, schema }) => [name, schema]));
  return { type: 'object', properties, required, additionalProperties: false };
}

function complain(ajv: Ajv, schema: object, value: unknown, where: string): string[] {
  const validate = ajv.compile(schema);
  validate(value);
  return (validate.errors ?? []).map((error) => `${where}${sentence(error)}`);
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  const { additionalProperty } = params as { additionalProperty?: string };
  return `${instancePath} ${message}${additionalProperty ? `: ${additionalProperty}` : ''}`;
}

/** The same provider, and beside it all that its hosts were asked: push order is the order of arrival. */
export function listeningTo(provider: SandboxProvider): { provider: SandboxProvider; heard: Heard[] } {
  const heard: Heard[] = [];
  const listening = (host: SandboxHost): SandboxHost => ({
    ...host,
    handle(request, response) {
      const one: Heard = { ...request };
      heard.push(one);
      const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
      response.end = (...args: unknown[]) => {
        if (typeof args[0] === 'string') one.answered = args[0];
        return end(...args);
      };
      return host.handle(request, response);
    },
  });
  return { heard, provider: { ...provider, hosts: (world) => provider.hosts(world).map(listening) } };
}

/** What does not fit in a whole conversation: requests as the provider heard them, answers as the real SDK's client got them. Of an
 * answer that was too long to be kept (a picture) the rest is what the provider sent. */
export function misfits(contract: Contract, heard: Heard[], exchanges: Exchange[]): string[] {
  if (heard.length !== exchanges.length) return [`${heard.length} requests arrived, ${exchanges.length} were made`];
  return heard.flatMap((sent, index) => {
    const { status, headers, bodyText } = exchanges[index]!;
    const { answered } = sent;
    const text = bodyText && answered && bodyText.length < answered.length && answered.startsWith(bodyText) ? answered : bodyText;
    const said = { status, contentType: headers['content-type'] ?? null, text };
    return [...contract.request(sent), ...contract.response(sent, said)].map((fault) => `${sent.method} ${sent.url.pathname} ${fault}`);
  });
}
