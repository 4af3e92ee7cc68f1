import { QueryTypes, type Sequelize } from 'sequelize';
import { SequelizeStorage, Umzug } from 'umzug';
import { assertMode, type Mode } from './assert-mode.ts';
import { theSpine } from './migrations/0001-the-spine.ts';
import { recordProbe } from './migrations/0002-record-probe.ts';
import { historyForTheJudge } from './migrations/0003-history-for-the-judge.ts';
import { budget } from './migrations/0004-budget.ts';
import { whatIsTold } from './migrations/0005-what-is-told.ts';

/** In order, for ever: a migration that has landed is never changed. */
const MIGRATIONS = [
  { name: '0001-the-spine', sql: theSpine },
  { name: '0002-record-probe', sql: recordProbe },
  { name: '0003-history-for-the-judge', sql: historyForTheJudge },
  { name: '0004-budget', sql: budget },
  { name: '0005-what-is-told', sql: whatIsTold },
];

/** Any number will do, as long as it is ours. */
const LOCK = 736_215_001;

/** Brings the database to today's shape and stamps the mode into it. Several at once wait for each other; each migration is one transaction.
 * @throws ModeMismatch when the database belongs to the other mode. */
export async function migrate(sequelize: Sequelize, { mode }: { mode: Mode }): Promise<string[]> {
  return sequelize.transaction(async (lock) => {
    await sequelize.query('select pg_advisory_xact_lock($lock)', { bind: { lock: LOCK }, transaction: lock, type: QueryTypes.SELECT });
    await sequelize.query(
      'create table if not exists installation (mode text primary key, made_at timestamptz not null default clock_timestamp())',
    );
    await sequelize.query('insert into installation (mode) select $mode where not exists (select from installation)', { bind: { mode } });
    await assertMode(sequelize, mode);
    const umzug = new Umzug({
      migrations: MIGRATIONS.map(({ name, sql }) => ({
        name,
        up: () => sequelize.transaction((transaction) => sequelize.query(sql, { transaction })),
      })),
      storage: new SequelizeStorage({ sequelize, tableName: 'migrations' }),
      logger: undefined,
    });
    return (await umzug.up()).map(({ name }) => name);
  });
}
