import { DataTypes, type Model, type InferAttributes, type InferCreationAttributes, type ModelStatic, type Sequelize } from 'sequelize';
import type { Mode } from '#db/assert-mode.ts';

/** The one row that says whose results the database holds. */
export interface Installation extends Model<InferAttributes<Installation>, InferCreationAttributes<Installation>> {
  mode: Mode;
  made_at: Date;
}

/** Table `installation`. */
export function defineInstallation(sequelize: Sequelize): ModelStatic<Installation> {
  return sequelize.define<Installation>(
    'installation',
    { mode: { type: DataTypes.TEXT, primaryKey: true }, made_at: { type: DataTypes.DATE, allowNull: false } },
    { tableName: 'installation', timestamps: false },
  );
}
