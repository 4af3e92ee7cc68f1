import { DataTypes, type Model, type InferAttributes, type InferCreationAttributes, type ModelStatic, type Sequelize } from 'sequelize';
import type { Hint, Rung } from '#workflows/core/finding.ts';
import type { Status, Verdict } from '#workflows/core/status.ts';

/** A past outcome in the bar of a check, oldest first. */
export interface RingEntry {
  at: string;
  status: Status;
  ms: number;
  class: string | null;
}

/** The light of a check: its verdict, and apart from it the last outcome of any kind. */
export interface CheckState extends Model<InferAttributes<CheckState>, InferCreationAttributes<CheckState>> {
  check_name: string;
  verdict: Verdict | null;
  verdict_since: Date | null;
  verdict_started_at: Date | null;
  /** How many times in a row the verdict was the same. */
  streak: number;
  last_success_at: Date | null;
  last_success_probe_id: string | null;
  last_failure_at: Date | null;
  last_failure_probe_id: string | null;
  last_auto_verdict_at: Date | null;
  last_outcome: Status | null;
  last_outcome_started_at: Date | null;
  last_outcome_at: Date | null;
  last_outcome_class: string | null;
  last_outcome_summary: string | null;
  last_outcome_hint: Hint | null;
  last_probe_id: string | null;
  last_run_id: string | null;
  duration_ms: number | null;
  summary: string | null;
  failure_class: string | null;
  hint: Hint | null;
  rungs: Rung[] | null;
  ring: RingEntry[];
}

/** Table `check_states`. */
export function defineCheckState(sequelize: Sequelize): ModelStatic<CheckState> {
  return sequelize.define<CheckState>(
    'check_state',
    {
      check_name: { type: DataTypes.TEXT, primaryKey: true },
      verdict: DataTypes.TEXT,
      verdict_since: DataTypes.DATE,
      verdict_started_at: DataTypes.DATE,
      streak: { type: DataTypes.INTEGER, allowNull: false },
      last_success_at: DataTypes.DATE,
      last_success_probe_id: DataTypes.UUID,
      last_failure_at: DataTypes.DATE,
      last_failure_probe_id: DataTypes.UUID,
      last_auto_verdict_at: DataTypes.DATE,
      last_outcome: DataTypes.TEXT,
      last_outcome_started_at: DataTypes.DATE,
      last_outcome_at: DataTypes.DATE,
      last_outcome_class: DataTypes.TEXT,
      last_outcome_summary: DataTypes.TEXT,
      last_outcome_hint: DataTypes.JSONB,
      last_probe_id: DataTypes.UUID,
      last_run_id: DataTypes.UUID,
      duration_ms: DataTypes.DOUBLE,
      summary: DataTypes.TEXT,
      failure_class: DataTypes.TEXT,
      hint: DataTypes.JSONB,
      rungs: DataTypes.JSONB,
      ring: { type: DataTypes.JSONB, allowNull: false },
    },
    { tableName: 'check_states', timestamps: false },
  );
}
