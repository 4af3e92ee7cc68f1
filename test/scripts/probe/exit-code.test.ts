import { expect, it } from 'vitest';
import { exitCodeOf, type Result } from '#scripts/probe/exit-code.ts';
import type { Status } from '#workflows/core/status.ts';

const result = (statuses: Status[], more: Partial<Result> = {}) =>
  exitCodeOf({ statuses, asked: statuses, gaveUp: false, interrupted: false, strict: false, ...more });

it.each<[Status[], Partial<Result>, number]>([
  [['ok', 'ok'], {}, 0],
  [['ok', 'warn', 'skipped'], {}, 0],
  [[], {}, 0],
  [['ok', 'fail', 'unknown'], {}, 1],
  [['ok', 'unknown'], {}, 3],
  [['ok'], { gaveUp: true }, 3],
  [['fail'], { gaveUp: true }, 1],
  [['ok', 'fail'], { interrupted: true }, 130],
  [['ok', 'warn'], { strict: true }, 1],
  [['ok', 'skipped'], { strict: true }, 1],
  [['ok', 'unknown'], { strict: true }, 1],
  [['ok', 'ok'], { strict: true }, 0],
  [['warn', 'ok'], { strict: true, asked: ['ok'] }, 0],
])('%j with %j ends with %d', (statuses, more, code) => expect(result(statuses, more)).toBe(code));
