import { UNTOLD, type CredentialLight } from '#workflows/core/beside-finding.ts';
import type { AnyCapability } from '#activities/checks/registry.ts';
import type { Evidence } from '#activities/evidence.ts';
import { daysLeft } from '#activities/judging/days-left.ts';
import type { Target, TargetVariable } from '#activities/settings.ts';
import { markOf } from './mark-of.ts';

const DEFAULTS: CredentialLight = { ...UNTOLD, variable: 'application default credentials', source: 'ADC' };

/** GitHub's page "Managing private keys for GitHub Apps": they do not expire. */
const NEVER_EXPIRES = ['GITHUB_APP_PRIVATE_KEY'];

/** One half of a pair: its id stands for both. */
const UNSHOWN = ['SPACES_SECRET_ACCESS_KEY'];

/** The credentials that a target is asked with; the first is the one that signs or opens, and what a probe was told of it stands there. */
export function credentialsOf(
  target: Pick<Target, 'settings' | 'variables'>,
  { credential }: Pick<AnyCapability, 'credential'> = {},
  evidence?: Evidence<unknown>,
): CredentialLight[] {
  const [first, ...others] = lightsOf(target);
  if (!first) return [];
  if (!evidence) return [first, ...others];
  const told = evidence.answer === null ? {} : credential?.(evidence.answer as never, target.settings as never);
  const light = { ...first, ...told };
  return [{ ...light, days_left: daysLeft(light.expires_at, evidence) }, ...others];
}

function lightsOf({ settings, variables }: Pick<Target, 'settings' | 'variables'>): CredentialLight[] {
  const usesDefaults = settings !== null && 'account' in settings && settings.account === null;
  return [...(usesDefaults ? [DEFAULTS] : []), ...variables.filter(({ name }) => !UNSHOWN.includes(name)).flatMap(lightOf)];
}

function lightOf(variable: TargetVariable): CredentialLight[] {
  const mark = markOf(variable);
  if (!mark) return [];
  const { name, source } = variable;
  return [{ ...UNTOLD, ...mark, variable: name, source, expires_at: NEVER_EXPIRES.includes(name) ? 'never' : null }];
}
