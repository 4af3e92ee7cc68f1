import { DataTypes, type Model, type InferAttributes, type InferCreationAttributes, type ModelStatic, type Sequelize } from 'sequelize';

/** A file that a probe produced or received. */
export interface Artifact extends Model<InferAttributes<Artifact>, InferCreationAttributes<Artifact>> {
  id: string;
  probe_id: string;
  name: string;
  /** Its content type. */
  type: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** Below the storage folder. */
  path: string;
  created_at: Date;
  expires_at: Date;
}

/** Table `artifacts`. */
export function defineArtifact(sequelize: Sequelize): ModelStatic<Artifact> {
  return sequelize.define<Artifact>(
    'artifact',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      probe_id: { type: DataTypes.UUID, allowNull: false },
      name: { type: DataTypes.TEXT, allowNull: false },
      type: { type: DataTypes.TEXT, allowNull: false },
      size: { type: DataTypes.INTEGER, allowNull: false },
      sha256: { type: DataTypes.TEXT, allowNull: false },
      path: { type: DataTypes.TEXT, allowNull: false },
      created_at: { type: DataTypes.DATE, allowNull: false },
      expires_at: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'artifacts', timestamps: false },
  );
}
