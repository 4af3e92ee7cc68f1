import { describe, expect, it } from 'vitest';
import { createChecks } from '#activities/checks/create-checks.ts';
import { withThresholds, type Thresholds } from '#activities/checks/with-thresholds.ts';
import { readTargets } from '#env.ts';

const all = createChecks(readTargets({}));
const thresholdsOf = (name: string, wanted: Thresholds) =>
  withThresholds(all, wanted).checks.find(({ entry }) => entry.name === name)!.capability.thresholds;
const faults = (wanted: Thresholds) => withThresholds(all, wanted).faults;

describe('thresholds of somebody’s own', () => {
  it('replace those of that check alone, and leave its others', () => {
    const wanted = { 'axiom.network': { certificate_warn_days: 21 } };
    expect(thresholdsOf('axiom.network', wanted)).toEqual({ ...thresholdsOf('axiom.network', {}), certificate_warn_days: 21 });
    expect(thresholdsOf('github.network', wanted)).toEqual(thresholdsOf('github.network', {}));
    expect(faults(wanted)).toEqual([]);
  });

  it('stand in the catalogue, so that the list shows what is judged by', () => {
    const { checks } = withThresholds(all, { 'axiom.network': { certificate_warn_days: 21 } });
    for (const { entry, capability } of checks) expect(entry.thresholds).toEqual(capability.thresholds);
  });

  it.each(['axiom.token', 'gemini.vertex.credentials'])('may say how long before its end a credential is warned of: %s', (name) => {
    expect(thresholdsOf(name, {})).toMatchObject({ expiry_warn_days: 14 });
    expect(thresholdsOf(name, { [name]: { expiry_warn_days: 30 } })).toMatchObject({ expiry_warn_days: 30 });
    expect(faults({ [name]: { expiry_warn_days: 30 } })).toEqual([]);
  });

  it('may judge how slow any check is, also one that has none itself', () => {
    expect(faults({ 'github.repository': { slow_ms: 1, slow_factor: 5, slow_floor_ms: 100 } })).toEqual([]);
    expect(thresholdsOf('github.repository', { 'github.repository': { slow_ms: 1 } })).toMatchObject({ slow_ms: 1 });
  });

  it.each<[Thresholds, string]>([
    [{ 'gemini.vertx.text': { slow_ms: 1 } }, 'names the check gemini.vertx.text, which there is not: did you mean gemini.vertex.text?'],
    [{ moon: {} }, 'names the check moon, which there is not; `npm run probe -- --list` shows all'],
    [
      { 'axiom.network': { certificate_warn_day: 1 } },
      'names certificate_warn_day of axiom.network, which has no such threshold: did you mean certificate_warn_days?',
    ],
    [
      { 'github.repository': { moonlight_in_lumen: 1 } },
      'names moonlight_in_lumen of github.repository, which has no such threshold; there are: slow_factor, slow_floor_ms, slow_ms',
    ],
  ])('are refused where there is no such thing: %j', (wanted, sentence) => {
    expect(faults(wanted)).toEqual([`GREENLIGHT_THRESHOLDS ${sentence}`]);
  });
});
