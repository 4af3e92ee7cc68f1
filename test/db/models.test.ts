import { afterAll, beforeAll, expect, it } from 'vitest';
import { QueryTypes, type Model, type ModelStatic } from 'sequelize';
import { defineModels } from '#db/models/define-models.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** Postgres' own names for the types that the models use. */
const TYPES: Record<string, string> = {
  'timestamp with time zone': 'TIMESTAMP WITH TIME ZONE',
  'double precision': 'DOUBLE PRECISION',
  ARRAY: 'INTEGER[]',
};

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
}

it('has a model for every table, with every column, its type and whether it may be empty', async () => {
  const columns = await database.sequelize.query<Column>(
    `select table_name as table, column_name as column, data_type as type, is_nullable = 'YES' as nullable
       from information_schema.columns where table_schema = 'public' and table_name <> 'migrations' order by 1, 2`,
    { type: QueryTypes.SELECT },
  );
  const made = columns.map(({ table, column, type, nullable }) => `${table}.${column} ${TYPES[type] ?? type.toUpperCase()} ${nullable}`);
  const models: ModelStatic<Model>[] = Object.values(defineModels(database.sequelize));
  const modelled = models.flatMap((model) =>
    Object.entries(model.getAttributes()).map(
      ([column, { type, allowNull, primaryKey }]) =>
        `${String(model.getTableName())}.${column} ${String(type)} ${!primaryKey && allowNull !== false}`,
    ),
  );
  expect(modelled.sort()).toEqual(made.sort());
});
