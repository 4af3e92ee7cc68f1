import { DataTypes, type Model, type InferAttributes, type InferCreationAttributes, type ModelStatic, type Sequelize } from 'sequelize';
import type { Finding } from '#workflows/core/finding.ts';
import type { Status } from '#workflows/core/status.ts';
import type { Trouble } from '#db/run-writer.ts';

/** A check of a run: what was planned, how far it is, and the fence that lets one verdict through. */
export interface RunCheck extends Model<InferAttributes<RunCheck>, InferCreationAttributes<RunCheck>> {
  run_id: string;
  check_name: string;
  probe_id: string;
  position: number;
  requires: string[];
  provider_key: string;
  place_limit: number;
  start_to_close_ms: number;
  schedule_to_close_ms: number;
  max_attempts: number;
  /** False: it is here only because another one requires it. */
  asked: boolean;
  /** It costs money: the budget counts it once it has begun. */
  expensive: boolean;
  state: 'pending' | 'running' | 'finished';
  attempts: number;
  troubles: Trouble[];
  first_started_at: Date | null;
  attempt_started_at: Date | null;
  next_attempt_at: Date | null;
  finished_at: Date | null;
  duration_ms: number | null;
  status: Status | null;
  finding: Finding | null;
}

/** Table `run_checks`. */
export function defineRunCheck(sequelize: Sequelize): ModelStatic<RunCheck> {
  return sequelize.define<RunCheck>(
    'run_check',
    {
      run_id: { type: DataTypes.UUID, primaryKey: true },
      check_name: { type: DataTypes.TEXT, primaryKey: true },
      probe_id: { type: DataTypes.UUID, allowNull: false },
      position: { type: DataTypes.INTEGER, allowNull: false },
      requires: { type: DataTypes.JSONB, allowNull: false },
      provider_key: { type: DataTypes.TEXT, allowNull: false },
      place_limit: { type: DataTypes.INTEGER, allowNull: false },
      start_to_close_ms: { type: DataTypes.INTEGER, allowNull: false },
      schedule_to_close_ms: { type: DataTypes.INTEGER, allowNull: false },
      max_attempts: { type: DataTypes.INTEGER, allowNull: false },
      asked: { type: DataTypes.BOOLEAN, allowNull: false },
      expensive: { type: DataTypes.BOOLEAN, allowNull: false },
      state: { type: DataTypes.TEXT, allowNull: false },
      attempts: { type: DataTypes.INTEGER, allowNull: false },
      troubles: { type: DataTypes.JSONB, allowNull: false },
      first_started_at: DataTypes.DATE,
      attempt_started_at: DataTypes.DATE,
      next_attempt_at: DataTypes.DATE,
      finished_at: DataTypes.DATE,
      duration_ms: DataTypes.DOUBLE,
      status: DataTypes.TEXT,
      finding: DataTypes.JSONB,
    },
    { tableName: 'run_checks', timestamps: false },
  );
}
