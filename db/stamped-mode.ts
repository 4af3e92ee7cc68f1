import { QueryTypes, type Sequelize } from 'sequelize';
import type { Mode } from './assert-mode.ts';
import { defineInstallation } from './models/installation.ts';

/** Whose results the database was made for; null where no migration has stamped it yet. Changes nothing. */
export async function stampedMode(sequelize: Sequelize): Promise<Mode | null> {
  const [table] = await sequelize.query<{ there: boolean }>("select to_regclass('installation') is not null as there", {
    type: QueryTypes.SELECT,
  });
  if (!table?.there) return null;
  return (await defineInstallation(sequelize).findOne({ raw: true }))?.mode ?? null;
}
