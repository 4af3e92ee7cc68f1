import type { ModelStatic, Sequelize } from 'sequelize';
import { defineArtifact, type Artifact } from './artifact.ts';
import { defineCheckState, type CheckState } from './check-state.ts';
import { defineCheck, type Check } from './check.ts';
import { defineInstallation, type Installation } from './installation.ts';
import { defineIntegrationProbe, type IntegrationProbe } from './integration-probe.ts';
import { defineProbeRollup, type ProbeRollup } from './probe-rollup.ts';
import { defineProbeRun, type ProbeRun } from './probe-run.ts';
import { defineRunCheck, type RunCheck } from './run-check.ts';

interface Models {
  Artifact: ModelStatic<Artifact>;
  Check: ModelStatic<Check>;
  CheckState: ModelStatic<CheckState>;
  Installation: ModelStatic<Installation>;
  IntegrationProbe: ModelStatic<IntegrationProbe>;
  ProbeRollup: ModelStatic<ProbeRollup>;
  ProbeRun: ModelStatic<ProbeRun>;
  RunCheck: ModelStatic<RunCheck>;
}

/** A model for each table, bound to this connection: what asks a plain question of one table asks it through them.
 * The migrations make the tables; a test holds the two together. */
export function defineModels(sequelize: Sequelize): Models {
  return {
    Artifact: defineArtifact(sequelize),
    Check: defineCheck(sequelize),
    CheckState: defineCheckState(sequelize),
    Installation: defineInstallation(sequelize),
    IntegrationProbe: defineIntegrationProbe(sequelize),
    ProbeRollup: defineProbeRollup(sequelize),
    ProbeRun: defineProbeRun(sequelize),
    RunCheck: defineRunCheck(sequelize),
  };
}
