import protobuf from 'protobufjs';

type Json = Record<string, unknown>;
type Find = (name: string) => protobuf.Type | null;

export interface Reading {
  /** The message that an Any carries, by its full name; without it nothing is known. */
  find?: Find;
  /** Asks for the fields that are marked REQUIRED: these are promises of who asks, not of who answers. */
  required?: boolean;
}

/** What of `value` is not the proto3 JSON form of `type`, one sentence per fault with its path. Stricter than Google's own servers, that
 * take more than they ever write: no null, an enum by its name only, a number of 32 bits never as text. */
export function protoFaults(type: protobuf.Type, value: unknown, reading: Reading = {}, at = ''): string[] {
  const wellKnown = WELL_KNOWN[fullName(type)];
  if (wellKnown) return wellKnown(value) ? [] : [`${at} is no ${fullName(type)}`];
  if (fullName(type) === 'google.protobuf.Any') return anyFaults(value, reading, at);
  if (fullName(type).startsWith('google.protobuf.')) throw new Error(`${fullName(type)} is not known here: add its JSON form`);
  if (!isObject(value)) return [`${at} is no object (${type.name})`];
  const names = namesOf(type);
  const taken = new Map<protobuf.Field | protobuf.OneOf, string>();
  const faults = Object.entries(value).flatMap(([name, inner]) => {
    const field = names.get(name);
    const here = `${at}/${name}`;
    if (!field) return [`${here} is no field of ${type.name}`];
    const slot = field.partOf && !field.options?.['proto3_optional'] ? field.partOf : field;
    const other = taken.get(slot);
    taken.set(slot, name);
    return [...(other ? [`${here} cannot stand beside ${other}`] : []), ...fieldFaults(field, inner, reading, here)];
  });
  if (!reading.required) return faults;
  const missing = type.fieldsArray.filter((field) => isRequired(field) && !taken.has(field));
  return [...faults, ...missing.map(({ name }) => `${at}/${name} is required`)];
}

/** The fields of a message by each of the names that JSON may give them: its own (lower camel case) and the proto's. */
function namesOf(type: protobuf.Type): Map<string, protobuf.Field> {
  return new Map(
    type.fieldsArray.flatMap((field) => {
      field.resolve();
      const name: string = field.options?.['json_name'] ?? field.name;
      return [name, field.name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)].map((one) => [one, field] as const);
    }),
  );
}

function fieldFaults(field: protobuf.Field, value: unknown, reading: Reading, at: string): string[] {
  if (field instanceof protobuf.MapField) {
    if (!isObject(value)) return [`${at} is no object (map)`];
    return Object.entries(value).flatMap(([key, one]) => {
      const faults = keyFits(field.keyType, key) ? [] : [`${at}/${key} is no ${field.keyType}`];
      return [...faults, ...singleFaults(field, one, reading, `${at}/${key}`)];
    });
  }
  if (!field.repeated) return singleFaults(field, value, reading, at);
  if (!Array.isArray(value)) return [`${at} is no list`];
  return value.flatMap((one, index) => singleFaults(field, one, reading, `${at}/${index}`));
}

function singleFaults({ type, resolvedType }: protobuf.Field, value: unknown, reading: Reading, at: string): string[] {
  if (resolvedType instanceof protobuf.Type) return protoFaults(resolvedType, value, reading, at);
  if (resolvedType instanceof protobuf.Enum)
    return typeof value === 'string' && Object.hasOwn(resolvedType.values, value) ? [] : [`${at} is no ${resolvedType.name}`];
  const fits = SCALARS[type];
  if (!fits) throw new Error(`${at} has the type ${type}, which is not known here`);
  return fits(value) ? [] : [`${at} is no ${type}`];
}

function anyFaults(value: unknown, reading: Reading, at: string): string[] {
  if (!isObject(value) || typeof value['@type'] !== 'string') return [`${at} is no google.protobuf.Any: it has no @type`];
  const { '@type': url, ...rest } = value;
  const type = reading.find?.(/^type\.googleapis\.com\/(.+)$/.exec(url as string)?.[1] ?? '');
  return type ? protoFaults(type, rest, reading, at) : [`${at}/@type names no message that is known: ${url as string}`];
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const fullName = (type: protobuf.Type): string => type.fullName.slice(1);
const isRequired = (field: protobuf.Field): boolean => field.options?.['(google.api.field_behavior)'] === 'REQUIRED';

const isText = (value: unknown): boolean => typeof value === 'string';
const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const whole = (low: bigint, high: bigint, mayBeText: boolean) => (value: unknown) => {
  const isWhole = mayBeText && typeof value === 'string' ? /^-?(0|[1-9]\d*)$/.test(value) : Number.isSafeInteger(value);
  return isWhole && BigInt(value as string | number) >= low && BigInt(value as string | number) <= high;
};
const real = (most: number) => (value: unknown) =>
  typeof value === 'number' ? Math.abs(value) <= most : value === 'NaN' || value === 'Infinity' || value === '-Infinity';

const int32 = whole(-(2n ** 31n), 2n ** 31n - 1n, false);
const uint32 = whole(0n, 2n ** 32n - 1n, false);
const int64 = whole(-(2n ** 63n), 2n ** 63n - 1n, true);
const uint64 = whole(0n, 2n ** 64n - 1n, true);

const SCALARS: Record<string, (value: unknown) => boolean> = {
  string: isText,
  bool: (value) => typeof value === 'boolean',
  bytes: matches(/^(?:[\w+/-]{4})*(?:[\w+/-]{2}(?:==)?|[\w+/-]{3}=?)?$/),
  float: real(3.4028234663852886e38),
  double: real(Number.MAX_VALUE),
  int32,
  sint32: int32,
  sfixed32: int32,
  uint32,
  fixed32: uint32,
  int64,
  sint64: int64,
  sfixed64: int64,
  uint64,
  fixed64: uint64,
};

function keyFits(keyType: string, key: string): boolean {
  if (keyType === 'string') return true;
  if (keyType === 'bool') return key === 'true' || key === 'false';
  return SCALARS[keyType]?.(keyType.endsWith('64') ? key : Number(key)) ?? false;
}

/** Messages whose JSON form is a word of its own. */
const WELL_KNOWN: Record<string, (value: unknown) => boolean> = {
  'google.protobuf.Duration': matches(/^-?\d{1,12}(\.\d{1,9})?s$/),
  'google.protobuf.Timestamp': (value) =>
    matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/)(value) && !Number.isNaN(Date.parse(value as string)),
  'google.protobuf.FieldMask': isText,
  'google.protobuf.Struct': isObject,
  'google.protobuf.ListValue': Array.isArray,
  'google.protobuf.Value': (value) => value !== undefined,
  'google.protobuf.Empty': (value) => isObject(value) && Object.keys(value).length === 0,
};
