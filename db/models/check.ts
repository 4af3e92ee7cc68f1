import { DataTypes, type Model, type InferAttributes, type InferCreationAttributes, type ModelStatic, type Sequelize } from 'sequelize';

/** A check as the catalogue keeps it; `retired_at` is set once the worker no longer knows it. */
export interface Check extends Model<InferAttributes<Check>, InferCreationAttributes<Check>> {
  name: string;
  scope: string;
  provider: string | null;
  capability: string;
  title: string;
  why: string;
  does: string;
  /** US dollars per probe. */
  cost_usd: number;
  expensive: boolean;
  baseline: boolean;
  /** Milliseconds between two automatic probes; null: on demand only. */
  cadence_ms: number | null;
  requires: string[];
  configured: boolean;
  /** The variables that are not set. */
  missing: string[];
  doc: string;
  position: number;
  retired_at: Date | null;
  updated_at: Date;
}

/** Table `checks`. */
export function defineCheck(sequelize: Sequelize): ModelStatic<Check> {
  return sequelize.define<Check>(
    'check',
    {
      name: { type: DataTypes.TEXT, primaryKey: true },
      scope: { type: DataTypes.TEXT, allowNull: false },
      provider: DataTypes.TEXT,
      capability: { type: DataTypes.TEXT, allowNull: false },
      title: { type: DataTypes.TEXT, allowNull: false },
      why: { type: DataTypes.TEXT, allowNull: false },
      does: { type: DataTypes.TEXT, allowNull: false },
      cost_usd: { type: DataTypes.DOUBLE, allowNull: false },
      expensive: { type: DataTypes.BOOLEAN, allowNull: false },
      baseline: { type: DataTypes.BOOLEAN, allowNull: false },
      cadence_ms: DataTypes.DOUBLE,
      requires: { type: DataTypes.JSONB, allowNull: false },
      configured: { type: DataTypes.BOOLEAN, allowNull: false },
      missing: { type: DataTypes.JSONB, allowNull: false },
      doc: { type: DataTypes.TEXT, allowNull: false },
      position: { type: DataTypes.INTEGER, allowNull: false },
      retired_at: DataTypes.DATE,
      updated_at: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'checks', timestamps: false },
  );
}
