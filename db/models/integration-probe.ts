import { DataTypes, type Model, type InferAttributes, type InferCreationAttributes, type ModelStatic, type Sequelize } from 'sequelize';
import type { Finding } from '#workflows/core/finding.ts';
import type { Trigger } from '#workflows/core/run.ts';

/** A recorded probe: a fact, which the database lets nobody change. */
export interface IntegrationProbe
  extends
    Model<InferAttributes<IntegrationProbe>, InferCreationAttributes<IntegrationProbe>>,
    Pick<Finding, 'status' | 'summary' | 'failure_class' | 'hint' | 'rungs' | 'http_status' | 'request_id' | 'cost_usd' | 'metadata'> {
  id: string;
  run_id: string;
  check_name: string;
  scope: string;
  provider: string | null;
  capability: string;
  trigger: Trigger;
  attempts: number;
  skipped_because: string | null;
  /** Paths of its artifacts below the storage folder. */
  output_paths: string[];
  /** Addresses of the same, in the same order, below the panel's. */
  artifact_urls: string[];
  started_at: Date;
  finished_at: Date;
  duration_ms: number;
  workflow_id: string | null;
  workflow_run_id: string | null;
  activity_id: string | null;
}

/** Table `integration_probes`. */
export function defineIntegrationProbe(sequelize: Sequelize): ModelStatic<IntegrationProbe> {
  return sequelize.define<IntegrationProbe>(
    'integration_probe',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      run_id: { type: DataTypes.UUID, allowNull: false },
      check_name: { type: DataTypes.TEXT, allowNull: false },
      scope: { type: DataTypes.TEXT, allowNull: false },
      provider: DataTypes.TEXT,
      capability: { type: DataTypes.TEXT, allowNull: false },
      status: { type: DataTypes.TEXT, allowNull: false },
      trigger: { type: DataTypes.TEXT, allowNull: false },
      summary: { type: DataTypes.TEXT, allowNull: false },
      failure_class: DataTypes.TEXT,
      hint: DataTypes.JSONB,
      rungs: { type: DataTypes.JSONB, allowNull: false },
      http_status: DataTypes.INTEGER,
      request_id: DataTypes.TEXT,
      attempts: { type: DataTypes.INTEGER, allowNull: false },
      cost_usd: { type: DataTypes.DOUBLE, allowNull: false },
      skipped_because: DataTypes.TEXT,
      metadata: { type: DataTypes.JSONB, allowNull: false },
      output_paths: { type: DataTypes.JSONB, allowNull: false },
      artifact_urls: { type: DataTypes.JSONB, allowNull: false },
      started_at: { type: DataTypes.DATE, allowNull: false },
      finished_at: { type: DataTypes.DATE, allowNull: false },
      duration_ms: { type: DataTypes.DOUBLE, allowNull: false },
      workflow_id: DataTypes.TEXT,
      workflow_run_id: DataTypes.TEXT,
      activity_id: DataTypes.TEXT,
    },
    { tableName: 'integration_probes', timestamps: false },
  );
}
