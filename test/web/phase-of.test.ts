import { describe, expect, it } from 'vitest';
import { phaseOf, turnsAt, type Liveness } from '#web/app/phase-of.ts';

const LIVE: Liveness = { lostAt: null, soughtSince: 0 };
const LOST: Liveness = { lostAt: 100_000, soughtSince: 0 };
/** Somebody comes back to a page that slept for long. */
const AWOKEN: Liveness = { lostAt: 100_000, soughtSince: 900_000 };
const ASLEEP: Liveness = { lostAt: 100_000, soughtSince: null };

describe('the phase of a page', () => {
  it.each([
    ['is live while the stream is there', LIVE, 999_999, 'live', null],
    ['stays live for a blink without it', LOST, 101_999, 'live', 102_000],
    ['says then that it is lost', LOST, 102_000, 'lost', 130_000],
    ['is still lost before 30 seconds', LOST, 129_999, 'lost', 130_000],
    ['is of the past after 30 seconds', LOST, 130_000, 'old', null],
    ['does not flash when somebody comes back to it', AWOKEN, 900_001, 'live', 902_000],
    ['is of the past if nothing is heard then', AWOKEN, 902_000, 'old', null],
    ['does not turn while nobody sees it', ASLEEP, 999_999, 'live', null],
  ] as const)('%s', (_, liveness, now, phase, turns) => {
    expect(phaseOf(liveness, now)).toBe(phase);
    expect(turnsAt(liveness, now)).toBe(turns);
  });
});
