import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QueryTypes } from 'sequelize';
import { v7 as uuidv7 } from 'uuid';
import { createRunWriter, type RunWriter } from '#db/run-writer.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { findingOf } from '#test/support/made-up.ts';
import { FAILURE_CLASSES, type DoctorClass, type PatientClass } from '#workflows/core/failure-class.ts';
import type { Finding } from '#workflows/core/finding.ts';
import { EVERYTHING_CHEAP } from '#workflows/core/selection.ts';
import { STATUSES } from '#workflows/core/status.ts';

let database: TestDatabase;
let writer: RunWriter;
beforeAll(async () => {
  database = await createTestDatabase();
  writer = createRunWriter(database.sequelize, { mode: 'sandbox' });
});
afterAll(() => database.close());

/** Records this finding in a run of its own. */
async function record(finding: object, isRecorded: boolean): Promise<unknown> {
  const runId = uuidv7();
  const check = 'aurora.key';
  const planned = {
    check,
    requires: [],
    provider: 'aurora',
    limit: 4,
    startToCloseMs: 1,
    scheduleToCloseMs: 1,
    maxAttempts: 3,
    asked: true,
  };
  const request = { selection: EVERYTHING_CHEAP, trigger: 'manual' as const, requestedBy: 'a test', record: isRecorded, nonce: null };
  await writer.openRun({ runId, workflowId: `doctor/${runId}`, request, checks: [planned] });
  return writer.recordProbe({ runId, check, finding: finding as Finding, attempts: 1, durationMs: 1, files: [], temporal: null });
}

const { hint } = findingOf('fail');
const REFUSED: [string, object][] = [
  ['a failure without a class', { ...findingOf('fail'), failure_class: null }],
  ['a failure without a hint', { ...findingOf('fail'), hint: null }],
  ['a failure with an empty hint', { ...findingOf('fail'), hint: {} }],
  ['a failure whose hint has no steps', { ...findingOf('fail'), hint: { ...hint, steps: [] } }],
  ['a failure whose hint has no page', { ...findingOf('fail'), hint: { ...hint, doc: '' } }],
  ['a failure of a class that nobody knows', { ...findingOf('fail'), failure_class: 'gremlins' }],
  ['a failure for a reason of the doctor’s', { ...findingOf('fail'), failure_class: 'runner' }],
  ['an unknown of a class of the provider’s', { ...findingOf('unknown'), failure_class: 'auth' }],
  ['one left out that does not say why', { ...findingOf('skipped'), hint: null }],
  ['one that is well and has a class', { ...findingOf('ok'), failure_class: 'slow' }],
  ['one that is well and has a hint', { ...findingOf('ok'), hint }],
];

describe.each([
  ['of a run that is recorded', true],
  ['of a run that is not', false],
])('an outcome %s', (_, isRecorded) => {
  it.each(REFUSED)('is refused by the database: %s', async (_what, finding) => {
    await expect(record(finding, isRecorded)).rejects.toThrow(/what_is_not_ok_says_why/);
  });

  it.each(STATUSES)('is taken as the types allow it: %s', async (status) => {
    expect(await record(findingOf(status), isRecorded)).toMatchObject({ status });
  });
});

it('the database knows every class, and with which outcome it goes', async () => {
  const told = async (status: string, failureClass: string) => {
    const [row] = await database.sequelize.query<{ is_told: boolean }>('select is_told($1, $2, $3::jsonb)', {
      bind: [status, failureClass, JSON.stringify(hint)],
      type: QueryTypes.SELECT,
    });
    return row!.is_told;
  };
  for (const failureClass of FAILURE_CLASSES)
    expect([failureClass, (await told('fail', failureClass)) || (await told('unknown', failureClass))]).toEqual([failureClass, true]);
});

it('the types leave no way around a class and a hint', () => {
  const facts = { summary: '', rungs: [], http_status: null, request_id: null, cost_usd: 0, metadata: {} };
  const auth: PatientClass = 'auth';
  const runner: DoctorClass = 'runner';
  const findings: Finding[] = [
    { ...facts, status: 'fail', failure_class: auth, hint: hint! },
    { ...facts, status: 'unknown', failure_class: runner, hint: hint! },
    // @ts-expect-error -- a failure without a class
    { ...facts, status: 'fail', failure_class: null, hint: hint! },
    // @ts-expect-error -- a warning without a hint
    { ...facts, status: 'warn', failure_class: auth, hint: null },
    // @ts-expect-error -- a failure of the doctor's
    { ...facts, status: 'fail', failure_class: runner, hint: hint! },
    // @ts-expect-error -- an outcome that is not told, without a hint
    { ...facts, status: 'skipped', failure_class: runner, hint: null },
  ];
  expect(findings.map(({ status }) => status)).toHaveLength(6);
});

it('is asked of what is written from now on: a year of old rows keeps no start waiting, and what they say is history', async () => {
  const constraints = await database.sequelize.query<{ convalidated: boolean }>(
    "select convalidated from pg_constraint where conname = 'what_is_not_ok_says_why'",
    { type: QueryTypes.SELECT },
  );
  expect(constraints).toEqual([{ convalidated: false }, { convalidated: false }]);
});
