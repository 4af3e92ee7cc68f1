import type { PatientClass } from '#workflows/core/failure-class.ts';
import type { RungName } from '#workflows/core/finding.ts';
import type { JudgeContext } from '#activities/capability.ts';
import type { Evidence, Exchange } from '#activities/evidence.ts';
import { ONLY_TEXT_TELLS } from '#activities/judging/only-text-tells.ts';
import { askedAsApp } from './asked-as-app.ts';
import { blockedRepository } from './blocked-repository.ts';
import { isWebhookMissing } from './has-no-webhook.ts';

export interface Refusal {
  failureClass: PatientClass;
  rung: RungName;
  summary: string;
  hint: { id: string; title: string; steps: string[] };
}

/** GitHub's refusals by status and headers (its OpenAPI description and documentation), by its words only where nothing else tells. Null
 * where GitHub did not refuse, or where it was not GitHub that spoke: GitHub says no in JSON. */
export function refusalOf(
  exchange: Exchange,
  { afterwards }: Pick<Evidence<unknown>, 'afterwards'>,
  { settings }: JudgeContext<'github'>,
): Refusal | null {
  const { status, headers } = exchange;
  if (!/json/.test(headers['content-type'] ?? '')) return null;
  const message = messageOf(exchange);
  const withToken = !askedAsApp(exchange, settings);
  if (status === 401) return withToken ? tokenRefused() : keyRefused(settings.appId);
  if ((status === 403 || status === 429) && headers['x-ratelimit-remaining'] === '0') return limitUsedUp(headers);
  if ((status === 403 || status === 429) && headers['retry-after']) return slowDown(headers);
  if (status === 403 && ONLY_TEXT_TELLS['github.secondary_limit'].words.test(message)) return slowDown(headers);
  if (status === 403 && afterwards.some(tellsOfSuspension)) return suspended(settings.installationId);
  const blocked = blockedRepository(exchange, settings.probeRepository);
  if (blocked) return blocked;
  if (status === 403) return notAllowed(settings.appId, headers['x-accepted-github-permissions']);
  // A token is asked for by an App that GitHub may not know, or for an installation that it does not have.
  if (
    status === 404 &&
    !withToken &&
    exchange.url.includes('/installations/') &&
    !ONLY_TEXT_TELLS['github.integration_missing'].words.test(message)
  )
    return uninstalled(settings.installationId);
  if (isWebhookMissing(exchange, settings)) return webhookMissing(settings.appId);
  if (status === 404 && withToken && settings.probeRepository) return repositoryHidden(settings.probeRepository);
  if (status === 404) return appMissing(settings.appId);
  if (status === 422) return unprocessable();
  return null;
}

/** What GitHub says in `message`; where that cannot be read, all that came. */
export function messageOf({ bodyText }: Exchange): string {
  try {
    return String((JSON.parse(bodyText ?? '') as { message?: unknown }).message ?? '');
  } catch {
    return bodyText ?? '';
  }
}

/** The installation, looked at after a token was refused. */
function tellsOfSuspension({ status, bodyText }: Exchange): boolean {
  try {
    return status === 200 && typeof (JSON.parse(bodyText ?? '') as { suspended_at?: unknown }).suspended_at === 'string';
  } catch {
    return false;
  }
}

function keyRefused(appId: string): Refusal {
  return {
    failureClass: 'auth',
    rung: 'auth',
    summary: `GitHub refuses the key of App ${appId}.`,
    hint: {
      id: 'GH_KEY',
      title: 'App and key do not match',
      steps: [
        `Open the App’s settings on GitHub: is its App ID ${appId}, as in GITHUB_APP_ID?`,
        'Look under "Private keys": was the key deleted? Make a new one.',
        'Put the whole .pem into GITHUB_APP_PRIVATE_KEY and restart the worker.',
      ],
    },
  };
}

function tokenRefused(): Refusal {
  return {
    failureClass: 'auth',
    rung: 'auth',
    summary: 'GitHub minted a token and refuses it.',
    hint: {
      id: 'GH_TOKEN',
      title: 'A token that was just minted is refused',
      steps: [
        'Look at GITHUB_API_URL: does something stand there that takes the Authorization header away?',
        'Look at GitHub’s status page; the request id stands in the probe’s metadata.',
        'Then run the check again.',
      ],
    },
  };
}

function limitUsedUp(headers: Exchange['headers']): Refusal {
  const seconds = Number(headers['x-ratelimit-reset']);
  const reset = seconds > 0 ? new Date(seconds * 1000).toISOString() : null;
  return {
    failureClass: 'quota',
    rung: 'function',
    summary:
      `All ${headers['x-ratelimit-limit'] ?? ''} requests of this hour are used${reset ? `; GitHub counts anew at ${reset}` : ''}.`.replace(
        '  ',
        ' ',
      ),
    hint: {
      id: 'QUOTA',
      title: 'The hourly limit is used up',
      steps: [
        `Wait until ${reset ?? 'the hour is over'}.`,
        'Find out which part of your product asks so much; conditional requests are not counted.',
      ],
    },
  };
}

function slowDown(headers: Exchange['headers']): Refusal {
  const wait = headers['retry-after'];
  return {
    failureClass: 'rate_limit',
    rung: 'function',
    summary: `GitHub asks us to slow down: a secondary rate limit${wait ? `, again in ${wait} s` : ''}.`,
    hint: {
      id: 'RATE_LIMIT',
      title: 'Too many requests at once',
      steps: [
        wait ? `Wait ${wait} seconds, then run the check again.` : 'Wait a minute, then run the check again.',
        'Let the product ask one thing after another: secondary limits count what runs side by side, and writes.',
      ],
    },
  };
}

/** GitHub's refusal, and the finding where it says of an installation that it is suspended. */
export function suspended(installationId: number): Refusal {
  return {
    failureClass: 'permission',
    rung: 'permission',
    summary: `Installation ${installationId} is suspended.`,
    hint: {
      id: 'GH_SUSPENDED',
      title: 'Somebody suspended the installation',
      steps: ['An owner of the organisation opens Settings → GitHub Apps → Configure.', 'There, under "Danger zone": Unsuspend.'],
    },
  };
}

function notAllowed(appId: string, needed: string | undefined): Refusal {
  return {
    failureClass: 'permission',
    rung: 'permission',
    summary: `GitHub does not allow this to App ${appId}${needed ? `: it needs ${needed}` : ''}.`,
    hint: {
      id: 'GH_PERM',
      title: 'The App lacks a permission',
      steps: [
        `Open the App’s settings → Permissions and grant ${needed ?? 'what the product needs'}.`,
        'An owner of the organisation accepts the new permission.',
        'Read GitHub’s own words: they stand in the probe’s metadata.',
      ],
    },
  };
}

function uninstalled(installationId: number): Refusal {
  return {
    failureClass: 'not_found',
    rung: 'function',
    summary: `Installation ${installationId} is not there: the App was uninstalled, or the number is another App’s.`,
    hint: {
      id: 'GH_UNINSTALLED',
      title: 'The installation is gone',
      steps: [
        `Look at GITHUB_APP_INSTALLATION_ID: is ${installationId} the number at the end of the installation’s address?`,
        'If the App was uninstalled, install it again and set the new number.',
      ],
    },
  };
}

function appMissing(appId: string): Refusal {
  return {
    failureClass: 'not_found',
    rung: 'function',
    summary: `GitHub knows no App ${appId}.`,
    hint: {
      id: 'APP_404',
      title: 'The App is missing',
      steps: [`Look at GITHUB_APP_ID: is ${appId} right?`, 'On GitHub Enterprise, look at GITHUB_API_URL: it ends in /api/v3.'],
    },
  };
}

function unprocessable(): Refusal {
  return {
    failureClass: 'config',
    rung: 'function',
    summary: 'GitHub cannot make a token as it was asked to (HTTP 422).',
    hint: {
      id: 'GH_422',
      title: 'The request does not fit the installation',
      steps: ['Compare the App’s permissions with what the product asks for.', 'Read GitHub’s answer: it stands in the probe’s metadata.'],
    },
  };
}

function repositoryHidden(repository: string): Refusal {
  return {
    failureClass: 'not_found',
    rung: 'function',
    summary: `The installation cannot see ${repository}: GitHub answers 404, as it does for repositories that do not exist.`,
    hint: {
      id: 'GH_404',
      title: 'The repository is not among those of the installation',
      steps: [
        `Look at GITHUB_PROBE_REPOSITORY: is ${repository} written right, and has it not been deleted?`,
        'An owner of the organisation opens Settings → GitHub Apps → Configure: under "Repository access" it must be selected.',
      ],
    },
  };
}

function webhookMissing(appId: string): Refusal {
  return {
    failureClass: 'config',
    rung: 'function',
    summary: `App ${appId} has no webhook: GitHub sends it no events.`,
    hint: {
      id: 'GH_HOOK',
      title: 'The App has no webhook',
      steps: [
        'Open the App’s settings → General → Webhook: tick "Active", and name the address of the product’s receiver and the secret.',
        'If the product needs no events, unset GITHUB_APP_WEBHOOK_SECRET and GITHUB_APP_WEBHOOK_URL and restart the worker: the check is skipped then.',
      ],
    },
  };
}
