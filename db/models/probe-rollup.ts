import { DataTypes, type Model, type InferAttributes, type InferCreationAttributes, type ModelStatic, type Sequelize } from 'sequelize';
import type { Counts } from '#workflows/core/status.ts';

/** How the probes of an hour or a day came out, and how long those that were judged took. */
export interface ProbeRollup extends Model<InferAttributes<ProbeRollup>, InferCreationAttributes<ProbeRollup>>, Counts {
  check_name: string;
  bucket: 'hour' | 'day';
  /** In UTC. */
  bucket_start: Date;
  sum_ms: number;
  /** Counts by latency: see db/latency-histogram.ts. */
  histogram: number[];
}

/** Table `probe_rollups`. */
export function defineProbeRollup(sequelize: Sequelize): ModelStatic<ProbeRollup> {
  const count = { type: DataTypes.INTEGER, allowNull: false };
  return sequelize.define<ProbeRollup>(
    'probe_rollup',
    {
      check_name: { type: DataTypes.TEXT, primaryKey: true },
      bucket: { type: DataTypes.TEXT, primaryKey: true },
      bucket_start: { type: DataTypes.DATE, primaryKey: true },
      ok: count,
      warn: count,
      fail: count,
      skipped: count,
      unknown: count,
      sum_ms: { type: DataTypes.DOUBLE, allowNull: false },
      histogram: { type: DataTypes.ARRAY(DataTypes.INTEGER), allowNull: false },
    },
    { tableName: 'probe_rollups', timestamps: false },
  );
}
