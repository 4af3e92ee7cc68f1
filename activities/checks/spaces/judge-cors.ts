import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence } from '#activities/evidence.ts';
import { ill, untold } from '#activities/judging/findings.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { judgeSpaces } from './judge-spaces.ts';

export interface Rule {
  origins: string[];
  methods: string[];
  headers: string[];
}

export interface Cors {
  /** Null: the key may not read them. */
  rules: Rule[] | null;
  /** Null: nobody said where the app’s pages come from. */
  origin: string | null;
  /** What was answered, and what its Access-Control-Allow-… say; null where nothing was asked. */
  preflight: { status: number; origin: string | null; methods: string | null; headers: string | null } | null;
}

type Seen = Evidence<Cors>;
type Context = JudgeContext<'spaces'>;

/** What a browser asks for before it uploads a file. */
export const ASKED = { method: 'PUT', header: 'content-type' } as const;

/** What keeps browsers from uploading, or lets too many; null where all is as it should be. */
export function judgeCors(evidence: Seen, context: Context, deadlineMs: number): Finding | null {
  const cors = evidence.answer;
  if (!cors) return judgeSpaces(evidence, context, deadlineMs, 'read the CORS rules');
  if (cors.origin === null || cors.preflight === null) return notSaid(evidence, cors, context);
  const { status, origin, methods, headers } = cors.preflight;
  if (origin === null && status !== 403) {
    const trouble = judgeSpaces({ ...evidence, answer: null }, context, deadlineMs, 'answer a browser’s question');
    return trouble ?? notAnswered(evidence, cors, context);
  }
  if (origin === null) {
    const code = /<Code>(AccessDenied|AccessForbidden)</.test(evidence.exchanges.at(-1)?.bodyText ?? '');
    return code
      ? denied(evidence, cors, context)
      : judgeSpaces({ ...evidence, answer: null }, context, deadlineMs, 'answer a browser’s question');
  }
  const allowed = covers([origin], cors.origin) && covers(listOf(methods), ASKED.method) && covers(listOf(headers), ASKED.header);
  if (!allowed) return denied(evidence, cors, context);
  return origin === '*' ? wildcard(evidence, cors, context) : null;
}

/** Says in one sentence what of the rules stands against it. */
function gapOf({ rules, origin }: Cors): string {
  if (rules === null) return 'This key may not read the CORS rules: look at them with one that may.';
  if (rules.length === 0) return 'The bucket has no CORS rule.';
  const forOrigin = rules.filter(({ origins }) => covers(origins, origin!));
  if (forOrigin.length === 0)
    return `The rules allow ${inWords(rules.flatMap(({ origins }) => origins))}; ${origin} is not among them. Scheme, host and port must be the same.`;
  const forMethod = forOrigin.filter(({ methods }) => covers(methods, ASKED.method));
  if (forMethod.length === 0)
    return `The rule for ${origin} allows ${inWords(forOrigin.flatMap(({ methods }) => methods))}, but not ${ASKED.method}.`;
  if (!forMethod.some(({ headers }) => covers(headers, ASKED.header)))
    return `The rule for ${origin} allows ${inWords(forMethod.flatMap(({ headers }) => headers)) || 'no header'}, but not ${ASKED.header}.`;
  return 'The rules would allow it: were they changed a moment ago? Then run the check again in a minute.';
}

function denied(evidence: Seen, cors: Cors, context: Context): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'permission',
    rung: 'permission',
    detail: `HTTP ${cors.preflight!.status}`,
    metadata: { cors },
    summary: `Pages of ${cors.origin} may not upload from the browser: the bucket’s CORS rules do not allow it.`,
    hint: {
      id: 'S3_CORS',
      title: 'The CORS rules lack the app’s origin',
      steps: [
        gapOf(cors),
        `In DigitalOcean open ${context.settings.bucket} → Settings → CORS, and allow: origin ${cors.origin}, method ${ASKED.method}, header ${ASKED.header} (and those that your app sends besides).`,
        'If the app lives elsewhere, mend SPACES_CORS_ORIGIN and restart the worker.',
      ],
      doc: context.doc,
    },
  });
}

function notAnswered(evidence: Seen, cors: Cors, context: Context): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'wrong_result',
    rung: 'function',
    detail: `HTTP ${cors.preflight!.status}, no Access-Control-Allow-Origin`,
    metadata: { cors },
    summary: `The browser’s question was answered with HTTP ${cors.preflight!.status}, but neither allowed nor refused: browsers take that for a no.`,
    hint: {
      id: 'S3_CORS_ANSWER',
      title: 'Somebody else answers the browser’s question',
      steps: [
        'Look at SPACES_ENDPOINT: does it name the S3 service itself, not a proxy or CDN that answers OPTIONS in its place?',
        'Let the proxy pass OPTIONS on, with the headers Origin and Access-Control-Request-….',
      ],
      doc: context.doc,
    },
  });
}

function wildcard(evidence: Seen, cors: Cors, context: Context): Finding {
  return ill(evidence, {
    status: 'warn',
    failureClass: 'permission',
    rung: 'permission',
    detail: 'any origin',
    metadata: { cors },
    summary: `Pages of ${cors.origin} may upload from the browser, but so may those of every other website.`,
    hint: {
      id: 'S3_CORS_WILDCARD',
      title: 'The CORS rules allow every origin',
      steps: [
        `In DigitalOcean open ${context.settings.bucket} → Settings → CORS, and put ${cors.origin} in the place of the origin *.`,
        `Leave * only where nothing but GET is allowed, for files that everybody may read.`,
      ],
      doc: context.doc,
    },
  });
}

function notSaid(evidence: Seen, cors: Cors, context: Context): Finding {
  return untold(evidence, {
    status: 'skipped',
    failureClass: 'not_configured',
    summary: 'Not configured: SPACES_CORS_ORIGIN is not set.',
    metadata: { cors },
    hint: {
      id: 'NOT_CONFIGURED',
      title: 'Say where your app’s pages come from',
      steps: [
        'If browsers upload into this bucket, set SPACES_CORS_ORIGIN to the origin of your web app (https://app.example). Restart the worker.',
        'If they do not, leave it: nothing is wrong.',
      ],
      doc: context.doc,
    },
  });
}

const listOf = (header: string | null): string[] => (header ?? '').split(',').map((one) => one.trim());
const inWords = (values: string[]): string => [...new Set(values)].slice(0, 5).join(', ');

/** One `*` stands for anything, as in S3’s rules; letters count the same, large or small. */
function covers(patterns: string[], value: string): boolean {
  return patterns.some((pattern) => {
    const [head = '', tail] = pattern.toLowerCase().split('*');
    const text = value.toLowerCase();
    return tail === undefined ? text === head : text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
  });
}
