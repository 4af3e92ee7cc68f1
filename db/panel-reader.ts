import type { Sequelize } from 'sequelize';
import { createAutomaticRunsReader, type AutomaticRunsReader } from './automatic-runs-reader.ts';
import { createCheckHistoryReader, type CheckHistoryReader } from './check-history-reader.ts';
import { createGroupFactsReader, type GroupFacts } from './group-facts-reader.ts';
import { createOverviewReader, type Overview } from './overview-reader.ts';
import { createRunListReader, type RunListReader } from './run-list-reader.ts';
import { createRunReader, type RunReader } from './run-reader.ts';
import { createRunTimelineReader, type RunTimelineReader } from './run-timeline-reader.ts';

/** All that the panel reads. */
export type PanelReader = RunReader &
  RunListReader &
  RunTimelineReader &
  CheckHistoryReader &
  AutomaticRunsReader & { overview(): Promise<Overview>; groupFacts(): Promise<GroupFacts[]> };

/** Reads for the panel from one connection pool; writes nothing. */
export function createPanelReader(sequelize: Sequelize): PanelReader {
  return {
    ...createRunReader(sequelize),
    ...createRunListReader(sequelize),
    ...createRunTimelineReader(sequelize),
    ...createCheckHistoryReader(sequelize),
    ...createAutomaticRunsReader(sequelize),
    ...createOverviewReader(sequelize),
    ...createGroupFactsReader(sequelize),
  };
}
