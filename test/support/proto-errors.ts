import type protobuf from 'protobufjs';
import { protoFaults } from './proto-json.ts';

/** A pair that Google's own list of codes does not have and that an API answers all the same, with the source it is known from. */
export interface OddError {
  http: number;
  status: string;
  source: string;
}

/** Reads Google's errors as they go over HTTP: `{ error }` with google.rpc.Status in it, where `code` is HTTP's own and `status` names the
 * google.rpc.Code (AIP-193). */
export function errorReader(protos: protobuf.Root, odd: OddError[] = []): (http: number, body: unknown) => string[] {
  const statusType = protos.lookupType('google.rpc.Status');
  const reasons = protos.lookupEnum('google.api.ErrorReason').values;
  const codes = protos.lookupEnum('google.rpc.Code');
  const httpOf = (name: string): number => Number(/HTTP Mapping: (\d{3})/.exec(codes.comments[name] ?? '')?.[1]);
  for (const { http, status } of odd)
    if (httpOf(status) === http) throw new Error(`${http} ${status} stands in the list: it needs no exception`);
  const find = (name: string): protobuf.Type | null => {
    try {
      return protos.lookupType(name);
    } catch {
      return null;
    }
  };

  return (http, body) => {
    const { error, ...beside } = (body ?? {}) as { error?: { code?: unknown; status?: unknown; details?: unknown } };
    if (typeof error !== 'object' || error === null) return ['/error is no object'];
    const { status, ...rest } = error;
    const name = String(status);
    const isKnown = Object.hasOwn(codes.values, name);
    const allowed = [httpOf(name), ...odd.filter((one) => one.status === name).map((one) => one.http)];
    return [
      ...Object.keys(beside).map((key) => `/${key} cannot stand beside /error`),
      ...(isKnown ? [] : [`/error/status is no google.rpc.Code: ${name}`]),
      ...(isKnown && !allowed.includes(http) ? [`/error/status is ${name}, which is HTTP ${allowed.join(' or ')}, not ${http}`] : []),
      ...(error.code === http ? [] : [`/error/code is ${String(error.code)} where HTTP says ${http}`]),
      ...protoFaults(statusType, rest, { find }, '/error'),
      ...reasonFaults(error.details),
    ];
  };

  /** The domain googleapis.com is Service Infrastructure's, and its reasons are a closed list. */
  function reasonFaults(details: unknown): string[] {
    if (!Array.isArray(details)) return [];
    return (details as { '@type'?: string; domain?: string; reason?: string }[]).flatMap((detail, index) => {
      if (detail?.['@type'] !== 'type.googleapis.com/google.rpc.ErrorInfo' || detail.domain !== 'googleapis.com') return [];
      const isListed = Object.hasOwn(reasons, detail.reason ?? '');
      return isListed ? [] : [`/error/details/${index}/reason is no google.api.ErrorReason: ${detail.reason}`];
    });
  }
}
