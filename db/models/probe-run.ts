import { DataTypes, type Model, type InferAttributes, type InferCreationAttributes, type ModelStatic, type Sequelize } from 'sequelize';
import type { RunState, Selection, Trigger } from '#workflows/core/run.ts';
import type { Counts, Status } from '#workflows/core/status.ts';
import type { Mode } from '#db/assert-mode.ts';

/** A run: what was asked, by whom, how it ended. Its id is the workflow's first execution's. */
export interface ProbeRun extends Model<InferAttributes<ProbeRun>, InferCreationAttributes<ProbeRun>> {
  id: string;
  workflow_id: string;
  selection: Selection;
  selection_key: string;
  trigger: Trigger;
  requested_by: string;
  recorded: boolean;
  /** A person overruled the budget. */
  over_budget: boolean;
  nonce: string | null;
  mode: Mode;
  state: RunState;
  status: Status | null;
  counts: Counts | null;
  started_at: Date;
  finished_at: Date | null;
}

/** Table `probe_runs`. */
export function defineProbeRun(sequelize: Sequelize): ModelStatic<ProbeRun> {
  return sequelize.define<ProbeRun>(
    'probe_run',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      workflow_id: { type: DataTypes.TEXT, allowNull: false },
      selection: { type: DataTypes.JSONB, allowNull: false },
      selection_key: { type: DataTypes.TEXT, allowNull: false },
      trigger: { type: DataTypes.TEXT, allowNull: false },
      requested_by: { type: DataTypes.TEXT, allowNull: false },
      recorded: { type: DataTypes.BOOLEAN, allowNull: false },
      over_budget: { type: DataTypes.BOOLEAN, allowNull: false },
      nonce: DataTypes.TEXT,
      mode: { type: DataTypes.TEXT, allowNull: false },
      state: { type: DataTypes.TEXT, allowNull: false },
      status: DataTypes.TEXT,
      counts: DataTypes.JSONB,
      started_at: { type: DataTypes.DATE, allowNull: false },
      finished_at: DataTypes.DATE,
    },
    { tableName: 'probe_runs', timestamps: false },
  );
}
