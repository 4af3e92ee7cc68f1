import type { Sequelize } from 'sequelize';
import { defineArtifact } from './artifact.ts';
import { defineCheckState } from './check-state.ts';
import { defineCheck } from './check.ts';
import { defineInstallation } from './installation.ts';
import { defineIntegrationProbe } from './integration-probe.ts';
import { defineProbeRollup } from './probe-rollup.ts';
import { defineProbeRun } from './probe-run.ts';
import { defineRunCheck } from './run-check.ts';

/** A model for each table, bound to this connection: what asks a plain question of one table asks it through them.
 * The migrations make the tables; a test holds the two together. */
export function defineModels(sequelize: Sequelize) {
  return {
    Artifact: defineArtifact(sequelize),
    Check: defineCheck(sequelize),
    CheckState: defineCheckState(sequelize),
    Installation: defineInstallation(sequelize),
    IntegrationProbe: defineIntegrationProbe(sequelize),
    ProbeRollup: defineProbeRollup(sequelize),
    ProbeRun: defineProbeRun(sequelize),
    RunCheck: defineRunCheck(sequelize),
  } as const;
}
