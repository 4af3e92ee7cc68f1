import type { Sequelize } from 'sequelize';
import { defineInstallation } from './models/installation.ts';

export type Mode = 'live' | 'sandbox';

/** A process of one mode met the database of the other. Trying again will not help. */
export class ModeMismatch extends Error {
  override name = 'ModeMismatch' as const;
}

/** Refuses to go on where the database was stamped by the other mode.
 * @throws ModeMismatch; or the database's own error where it does not answer or was never migrated. */
export async function assertMode(sequelize: Sequelize, mode: Mode): Promise<void> {
  const row = await defineInstallation(sequelize).findOne({ raw: true });
  if (row && row.mode !== mode) {
    throw new ModeMismatch(
      `This database holds ${row.mode} results, and this process is in ${mode} mode. Set GREENLIGHT_MODE=${row.mode} (where it is not set, a configured provider means live, and none means sandbox), or give DATABASE_URL a database of its own.`,
    );
  }
}
