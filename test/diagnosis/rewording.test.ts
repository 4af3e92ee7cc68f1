import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '#activities/checks/registry.ts';
import { ONLY_TEXT_TELLS, type TellingText } from '#activities/judging/only-text-tells.ts';
import { PROVIDERS } from '#scripts/sandbox/providers.ts';
import { openProviderBench, type ProviderBench } from '#test/support/provider-bench.ts';
import { inOtherWords, reworded } from '#test/support/reworded.ts';

/** The faults that the table says are told by words alone. */
const BY_WORDS = new Set(Object.entries<TellingText>(ONLY_TEXT_TELLS).flatMap(([id, { faults = [id] }]) => faults));

describe.each(PROVIDERS.map((provider) => [provider.name, provider] as const))(
  '%s, that says all of it in other words',
  (_name, provider) => {
    let bench: ProviderBench;
    beforeAll(async () => {
      bench = await openProviderBench(reworded(provider), CAPABILITIES);
    });
    afterAll(() => bench.close());

    // What only time tells has no words.
    const rows = provider.faults.flatMap(({ id, expect: all }) =>
      all.filter(({ deadlineMs }) => deadlineMs === undefined).map((one) => [id, one.check, one] as const),
    );
    const comesOut = async (fault: string, check: string) => {
      await bench.sandbox.break(fault);
      return (await bench.examine(check).finally(() => bench.sandbox.heal())).finding;
    };

    it.each(rows.filter(([id]) => !BY_WORDS.has(id)))('%s comes out of %s as it ever does', async (fault, check, row) => {
      const finding = await comesOut(fault, check);
      const { status, failure_class, hint } = row;
      expect(finding, finding.summary).toMatchObject({ status, failure_class, hint: { id: hint } });
    });

    const byWords = rows.filter(([id]) => BY_WORDS.has(id));
    // Of the checks that meet such a fault, one at least is told by words; another may be told by facts.
    it.runIf(byWords.length > 0).each([...Map.groupBy(byWords, ([id]) => id)])(
      '%s does need its words, as the table says',
      async (fault, met) => {
        const otherwise: boolean[] = [];
        for (const [, check, row] of met) {
          const { status, failure_class, hint } = await comesOut(fault, check);
          expect(hint!.steps.length).toBeGreaterThan(0);
          otherwise.push(status !== row.status || failure_class !== row.failure_class || hint!.id !== row.hint);
        }
        expect(otherwise).toContain(true);
      },
    );
  },
);

it('the table names only faults that there are', () => {
  const known = PROVIDERS.flatMap(({ faults }) => faults.map(({ id }) => id));
  const named = Object.values<TellingText>(ONLY_TEXT_TELLS).flatMap(({ faults = [] }) => faults);
  expect(named.filter((id) => !known.includes(id))).toEqual([]);
});

describe('other words', () => {
  it.each([
    ['{"error":"invalid_grant","error_description":"Invalid JWT Signature."}', ['invalid_grant'], 'Signature'],
    [
      '{"error":{"code":403,"status":"PERMISSION_DENIED","message":"denied","details":[{"reason":"API_KEY_INVALID"}]}}',
      ['403', 'PERMISSION_DENIED', 'API_KEY_INVALID'],
      'denied',
    ],
    ['{"code":"400","message":"ingest is only allowed","errors":["some text"]}', ['"400"'], 'ingest|some'],
    ['<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>The key is gone.</Message></Error>', ['NoSuchKey'], 'gone'],
    ['<!doctype html><title>Error 404</title>', ['<title>'], '404'],
    ['not found', [], 'found'],
  ])('are in the place of those for people alone: %s', (body, kept, gone) => {
    const said = inOtherWords(body);
    for (const word of kept) expect(said).toContain(word);
    expect(said).not.toMatch(new RegExp(gone));
    expect(said).toContain('andere woorden');
  });
});
