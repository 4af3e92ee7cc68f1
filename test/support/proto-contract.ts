import protobuf from 'protobufjs';
import type { Contract, Sent } from './openapi-contract.ts';
import { protoFaults } from './proto-json.ts';

interface Rule {
  name: string;
  verb: string;
  template: string;
  /** True where all that is not in the path is the body; otherwise it is the query. */
  hasBody: boolean;
  asks: protobuf.Type;
  says: protobuf.Type;
}
interface Found {
  rule: Rule;
  /** The fields that stand in the path. */
  bound: Record<string, string>;
}
interface Http {
  body?: string;
  additional_bindings?: Http | Http[];
}

/** Google's protos as a contract for HTTP: their `google.api.http` rules say which request is which method's, and what of its message
 * stands in the path, the query and the body. `readError` reads what is not 200. */
export function openProtoContract(namespace: protobuf.Namespace, readError: (http: number, body: unknown) => string[]): Contract {
  const rules = namespace.nestedArray.filter((one) => one instanceof protobuf.Service).flatMap(rulesOf);
  const find = (verb: string, { pathname }: URL): Found | null => {
    for (const rule of rules) {
      const bound = rule.verb === verb && boundBy(rule.template, pathname);
      if (bound) return { rule, bound };
    }
    return null;
  };

  return {
    lists: ({ pathname }) => rules.some(({ template }) => boundBy(template, pathname)),
    request(sent: Sent) {
      const found = find(sent.method, sent.url);
      if (!found) return [`the contract lists no ${sent.method} ${sent.url.pathname}`];
      return requestFaults(found, sent).map((fault) => `request ${fault}`);
    },
    response(asked, said) {
      const found = find(asked.method, asked.url);
      if (!found) return [`the contract lists no ${asked.method} ${asked.url.pathname}`];
      const faults = readJson(said.contentType, said.text ?? '', (body) =>
        said.status === 200 ? protoFaults(found.rule.says, body) : readError(said.status ?? 0, body),
      );
      return faults.map((fault) => `response ${said.status} ${fault}`);
    },
  };
}

function requestFaults({ rule, bound }: Found, { url, headers, body }: Sent): string[] {
  const query = [...new Set(url.searchParams.keys())];
  if (!rule.hasBody) {
    const asked = Object.fromEntries(query.map((name) => [name, readText(rule.asks, name, url.searchParams.getAll(name))]));
    const faults = body.length > 0 ? [`has a body, which ${rule.name} does not take`] : [];
    return [...faults, ...protoFaults(rule.asks, { ...asked, ...bound }, { required: true })];
  }
  const faults = query.map((name) => `?${name} stands in the query, where ${rule.name} takes nothing`);
  const read = readJson(headers['content-type'] ?? null, body.toString('utf8'), (message) => {
    if (typeof message !== 'object' || message === null) return protoFaults(rule.asks, message);
    const twice = Object.keys(bound).filter((name) => name in message);
    return [
      ...twice.map((name) => `/${name} stands in the path already`),
      ...protoFaults(rule.asks, { ...message, ...bound }, { required: true }),
    ];
  });
  return [...faults, ...read];
}

function readJson(contentType: string | null, text: string, read: (body: unknown) => string[]): string[] {
  const type = contentType?.split(';')[0]!.trim().toLowerCase();
  if (type !== 'application/json') return [`is ${type ?? 'nothing'}, not application/json`];
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return [(error as Error).message];
  }
  return read(body);
}

/** What stands in a query is text: the field's type says what it is read as. What cannot be read stays as it is, and is refused. */
function readText(type: protobuf.Type, name: string, texts: string[]): unknown {
  const camel = name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  const field = type.fields[camel];
  const values = texts.map((text) => {
    if (field?.type === 'bool') return text === 'true' ? true : text === 'false' ? false : text;
    return /^(?:int32|uint32|float|double)$/.test(field?.type ?? '') && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  });
  return field?.repeated || values.length > 1 ? values : values[0];
}

function rulesOf(service: protobuf.Service): Rule[] {
  return service.methodsArray.flatMap((method) => {
    method.resolve();
    const options = (method.parsedOptions ?? []) as Record<string, Http>[];
    const http = options.find((option) => '(google.api.http)' in option)?.['(google.api.http)'];
    if (!http || method.responseStream) return [];
    return [http, ...[http.additional_bindings ?? []].flat()].flatMap((binding) => {
      const [verb, template] = Object.entries(binding).find(([key]) => /^(get|put|post|delete|patch)$/.test(key)) ?? [];
      // A body that is one field only: no method that is asked here has it.
      if (!verb || (binding.body !== undefined && binding.body !== '*')) return [];
      const { name, resolvedRequestType, resolvedResponseType } = method;
      return [
        {
          name: `${service.name}.${name}`,
          verb: verb.toUpperCase(),
          template: String(template),
          hasBody: binding.body === '*',
          asks: resolvedRequestType!,
          says: resolvedResponseType!,
        },
      ];
    });
  });
}

/** `/v1beta/{model=models/*}:generateContent`: the fields in the path, or null where the path is another. */
function boundBy(template: string, path: string): Record<string, string> | null {
  const names: string[] = [];
  const shape = template
    .split(/(\{[^}]+\})/)
    .map((part) => {
      const [, name, pattern = '*'] = /^\{([^=}]+)(?:=([^}]+))?\}$/.exec(part) ?? [];
      if (!name) return escape(part);
      names.push(name);
      return `(${escape(pattern).replaceAll('\\*\\*', '.+').replaceAll('\\*', '[^/:]+')})`;
    })
    .join('');
  const values = new RegExp(`^${shape}$`).exec(path)?.slice(1);
  return values ? Object.fromEntries(values.map((value, index) => [names[index]!, decodeURIComponent(value)])) : null;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
