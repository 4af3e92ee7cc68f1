import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding, RungName } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { ill, untold } from '#activities/judging/findings.ts';
import { judgeTransport } from '#activities/judging/judge-transport.ts';

type Context = JudgeContext<'github'>;

/** What every GitHub check has in common: a key that is no key, a clock that is off, the transport, and GitHub's refusals (its
 * OpenAPI description; the three JWT messages and "suspended" from octokit's sources and issues). Null where GitHub did as asked. */
export function judgeGitHub(evidence: Evidence<unknown>, context: Context, deadlineMs: number): Finding | null {
  const last = evidence.exchanges.at(-1);
  // Node says DataError where the key's text is no key: nothing has gone out then.
  if (!last && evidence.error && !evidence.timedOut) return damagedKey(evidence, context);
  if (last && !last.trouble && last.status === 401 && skewSeconds(evidence, last) > 30) return clockIsOff(evidence, last, context);
  const refusal = last && !last.trouble ? refusalOf(last, context) : null;
  if (refusal)
    return ill(evidence, { ...refusal, status: 'fail', detail: `HTTP ${last?.status}`, hint: { ...refusal.hint, doc: context.doc } });
  return judgeTransport(evidence, { service: 'GitHub', addressVariable: 'GITHUB_API_URL', doc: context.doc, deadlineMs });
}

/** How far this machine's clock is from GitHub's, in seconds, from the `Date` header. */
export function skewSeconds(evidence: Evidence<unknown>, exchange: Exchange): number {
  const theirs = Date.parse(exchange.headers['date'] ?? '');
  return Number.isNaN(theirs) ? 0 : Math.abs(Math.round((theirs - evidence.wallClock.getTime()) / 1000));
}

interface Refusal {
  failureClass: PatientClass;
  rung: RungName;
  summary: string;
  hint: { id: string; title: string; steps: string[] };
}

function refusalOf({ status, headers, bodyText, url }: Exchange, { settings }: Context): Refusal | null {
  const aboutToken = url.includes('/installations/');
  if (status === 401) {
    return {
      failureClass: 'auth',
      rung: 'auth',
      summary: `GitHub refuses the key of App ${settings.appId}.`,
      hint: {
        id: 'GH_KEY',
        title: 'App and key do not match',
        steps: [
          `Open the App’s settings on GitHub: is its App ID ${settings.appId}, as in GITHUB_APP_ID?`,
          'Look under "Private keys": was the key deleted? Make a new one.',
          'Put the whole .pem into GITHUB_APP_PRIVATE_KEY and restart the worker.',
        ],
      },
    };
  }
  if ((status === 403 || status === 429) && headers['x-ratelimit-remaining'] === '0') {
    const reset = new Date(Number(headers['x-ratelimit-reset'] ?? 0) * 1000).toISOString();
    return {
      failureClass: 'quota',
      rung: 'function',
      summary: `All ${headers['x-ratelimit-limit'] ?? ''} requests of this hour are used; GitHub counts anew at ${reset}.`,
      hint: {
        id: 'QUOTA',
        title: 'The hourly limit is used up',
        steps: [`Wait until ${reset}.`, 'Find out which part of your product asks so much; conditional requests are not counted.'],
      },
    };
  }
  if (status === 403 && /suspended/i.test(messageOf(bodyText))) {
    return {
      failureClass: 'permission',
      rung: 'permission',
      summary: `Installation ${settings.installationId} is suspended.`,
      hint: {
        id: 'GH_SUSPENDED',
        title: 'Somebody suspended the installation',
        steps: ['An owner of the organisation opens Settings → GitHub Apps → Configure.', 'There, under "Danger zone": Unsuspend.'],
      },
    };
  }
  if (status === 403) {
    const needed = headers['x-accepted-github-permissions'];
    return {
      failureClass: 'permission',
      rung: 'permission',
      summary: `GitHub does not allow this to App ${settings.appId}${needed ? `: it needs ${needed}` : ''}.`,
      hint: {
        id: 'GH_PERM',
        title: 'The App lacks a permission',
        steps: [
          `Open the App’s settings → Permissions and grant ${needed ?? 'what the product needs'}.`,
          'An owner of the organisation accepts the new permission.',
        ],
      },
    };
  }
  if (status === 404) {
    return aboutToken
      ? {
          failureClass: 'not_found',
          rung: 'function',
          summary: `Installation ${settings.installationId} is not there: the App was uninstalled, or the number is another App’s.`,
          hint: {
            id: 'GH_UNINSTALLED',
            title: 'The installation is gone',
            steps: [
              `Look at GITHUB_APP_INSTALLATION_ID: is ${settings.installationId} the number at the end of the installation’s address?`,
              'If the App was uninstalled, install it again and set the new number.',
            ],
          },
        }
      : {
          failureClass: 'not_found',
          rung: 'function',
          summary: `GitHub knows no App ${settings.appId}.`,
          hint: {
            id: 'APP_404',
            title: 'The App is missing',
            steps: [
              `Look at GITHUB_APP_ID: is ${settings.appId} right?`,
              'On GitHub Enterprise, look at GITHUB_API_URL: it ends in /api/v3.',
            ],
          },
        };
  }
  if (status === 422) {
    return {
      failureClass: 'config',
      rung: 'function',
      summary: `GitHub cannot make a token as it was asked to (HTTP 422).`,
      hint: {
        id: 'GH_422',
        title: 'The request does not fit the installation',
        steps: [
          'Compare the App’s permissions with what the product asks for.',
          'Read GitHub’s answer: it stands in the probe’s metadata.',
        ],
      },
    };
  }
  return null;
}

function damagedKey(evidence: Evidence<unknown>, context: Context): Finding {
  return ill(evidence, {
    status: 'fail',
    failureClass: 'config',
    rung: 'auth',
    detail: 'the key cannot be read',
    summary: 'The text in GITHUB_APP_PRIVATE_KEY is not a private key.',
    hint: {
      id: 'PEM',
      title: 'The key’s text is damaged',
      steps: [
        'It must begin with -----BEGIN and hold its line breaks (\\n is fine).',
        'Download the .pem again from the App’s settings; nothing else may stand around it.',
        'Or name the file in GITHUB_APP_PRIVATE_KEY_FILE. Then restart the worker.',
      ],
      doc: context.doc,
    },
  });
}

function clockIsOff(evidence: Evidence<unknown>, exchange: Exchange, context: Context): Finding {
  return untold(evidence, {
    status: 'unknown',
    failureClass: 'clock',
    summary: `This machine’s clock is ${skewSeconds(evidence, exchange)} seconds off, and GitHub refuses for it.`,
    hint: {
      id: 'CLOCK',
      title: 'Set the clock',
      steps: ['Switch on time synchronisation (NTP) on the worker’s machine.', 'Then run the check again.'],
      doc: context.doc,
    },
  });
}

function messageOf(text: string | null): string {
  try {
    return String((JSON.parse(text ?? '') as { message?: unknown }).message ?? '');
  } catch {
    return '';
  }
}
