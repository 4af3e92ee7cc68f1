import { XMLParser } from 'fast-xml-parser';

/** Where the pretend app's pages come from. */
export const SANDBOX_ORIGIN = 'https://app.acme.example';

/** A CORS rule as S3's XML has it. */
export interface CorsRule {
  AllowedOrigin: string[];
  AllowedMethod: string[];
  AllowedHeader: string[];
}

export const SANDBOX_RULES: readonly CorsRule[] = [
  { AllowedOrigin: [SANDBOX_ORIGIN], AllowedMethod: ['GET', 'PUT'], AllowedHeader: ['content-type', 'x-amz-*'] },
];

type Headers = Record<string, string | undefined>;

/** The headers of the answer to a browser's question; null where no rule allows what it asks for. */
export function preflightAnswer(rules: readonly CorsRule[], headers: Headers): Record<string, string> | null {
  const origin = headers['origin'] ?? '';
  const method = headers['access-control-request-method'] ?? '';
  const asked = (headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const rule = rules.find(
    ({ AllowedOrigin, AllowedMethod, AllowedHeader }) =>
      AllowedOrigin.some((pattern) => fits(pattern, origin)) &&
      AllowedMethod.includes(method) &&
      asked.every((name) => AllowedHeader.some((pattern) => fits(pattern.toLowerCase(), name.toLowerCase()))),
  );
  if (!rule) return null;
  return {
    'access-control-allow-origin': rule.AllowedOrigin.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethod.join(', '),
    ...(asked.length > 0 ? { 'access-control-allow-headers': asked.join(',') } : {}),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** The rules in the document that a client puts. */
export function rulesIn(body: Buffer): CorsRule[] {
  const parser = new XMLParser({ isArray: (name) => /^(CORSRule|Allowed)/.test(name) });
  const { CORSConfiguration } = parser.parse(body) as { CORSConfiguration?: { CORSRule?: Partial<CorsRule>[] } };
  return (CORSConfiguration?.CORSRule ?? []).map(({ AllowedOrigin = [], AllowedMethod = [], AllowedHeader = [] }) => ({
    AllowedOrigin,
    AllowedMethod,
    AllowedHeader,
  }));
}

/** At most one `*`, for any text. */
function fits(pattern: string, text: string): boolean {
  const [head = '', tail] = pattern.split('*');
  if (tail === undefined) return text === head;
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
}
