import type { GroupFacts } from '#db/group-facts-reader.ts';
import type { BoardRow } from './board-row.ts';
import type { Light } from './light-of.ts';
import { worstOf } from './worst-of.ts';
import { took } from './times.ts';

/** A light beside a provider's name, with a word and a fact. */
export interface BesideName {
  light: Light;
  name: string;
  fact: string | null;
  /** The check that tells more. */
  check: string;
}

/** Days before its end at which a credential is worth a yellow light of its own, as the checks have it. */
const SOON_DAYS = 14;
/** What of a finding is about the credential rather than about the service. */
const ABOUT_CREDENTIAL = ['auth', 'expiring', 'permission', 'config'];

/** The credential's light: the worst of the checks that blame it; well where one was accepted. Null where none was ever told of. */
export function credentialBeside(rows: readonly BoardRow[], facts: GroupFacts | undefined): BesideName | null {
  const credential = facts?.credential;
  if (!credential) return null;
  const { variable, identity, last_four: end, fingerprint, days_left: left } = credential;
  const looked = rows.filter(({ configured, capability }) => configured && capability !== 'Network');
  const blaming = looked.filter(({ failureClass }) => failureClass !== null && ABOUT_CREDENTIAL.includes(failureClass));
  const accepted = looked.filter(({ light }) => light === 'ok' || light === 'warn');
  const told = blaming[0] ?? accepted[0] ?? looked[0];
  if (!told) return null;
  const endsSoon = left !== null && left <= SOON_DAYS;
  return {
    light:
      blaming.length > 0
        ? worstOf(blaming.map(({ light }) => light))
        : accepted.length > 0
          ? endsSoon
            ? 'warn'
            : 'ok'
          : // Nobody accepted it and nobody blames it: that says nothing about it.
            looked.some(({ light }) => light !== 'never')
            ? 'unknown'
            : 'never',
    name: identity?.split('@')[0] ?? (end ? `Key …${end}` : `Key ${(fingerprint ?? '').slice(0, 14)}…`),
    fact: [`from ${variable}`, left === null ? null : left < 0 ? 'expired' : `${left} d left`].filter(Boolean).join(', '),
    check: told.name,
  };
}

/** The network's light, how long it took, and when the first certificate ends. Null where nobody looks at it. */
export function networkBeside(rows: readonly BoardRow[], facts: GroupFacts | undefined): BesideName | null {
  const row = rows.find(({ capability, configured }) => configured && capability === 'Network');
  if (!row || row.light === 'never') return null;
  const days = facts?.certificateDays ?? null;
  return {
    light: row.light,
    name: `Network${row.durationMs === null ? '' : ` ${took(row.durationMs)}`}`,
    fact: days === null ? null : `certificate ${days} d`,
    check: row.name,
  };
}
