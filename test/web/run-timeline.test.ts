import { describe, expect, it } from 'vitest';
import { axisOf, marksOf, placeOf, roomFor, tellMarks, widthOf, type Attempted } from '#web/app/run-timeline.ts';

const BEGAN = new Date('2026-01-01T12:00:00.000Z');
const after = (ms: number): Date => new Date(BEGAN.getTime() + ms);
const told = (ms: number): string => after(ms).toISOString();
const NOW = after(8_400);

const finished: Attempted = {
  state: 'finished',
  attempt: 1,
  maxAttempts: 3,
  troubles: [],
  startedAt: after(400),
  attemptStartedAt: after(400),
  finishedAt: after(1_500),
  status: 'ok',
  failureClass: null,
  httpStatus: 200,
  usualMs: null,
};
const running: Attempted = { ...finished, state: 'running', finishedAt: null, status: null, httpStatus: null };
const trouble = (attempt: number, from: number, to: number, againInMs = 4_000, more = {}) => ({
  attempt,
  failureClass: 'server_error',
  summary: 'Answered 503.',
  httpStatus: 503,
  startedAt: told(from),
  endedAt: told(to),
  againInMs,
  ...more,
});

/** The marks as `kind from–to look “label”`. */
const drawn = (check: Partial<Attempted>, base = finished) =>
  marksOf({ ...base, ...check }, BEGAN, NOW).map((mark) =>
    [
      mark.kind,
      `${mark.from}–${mark.to}`,
      ...('look' in mark ? [mark.look] : []),
      ...('label' in mark && mark.label ? [`“${mark.label}”`] : []),
    ].join(' '),
  );

describe('the line of a check', () => {
  it.each<[string, Partial<Attempted>, string[]]>([
    ['that went well is a thin line and a bar', {}, ['queued 0–400', 'attempt 400–1500 ok']],
    [
      'that failed bears the code that was answered',
      { status: 'fail', failureClass: 'auth', httpStatus: 401 },
      ['queued 0–400', 'attempt 400–1500 fail “401”'],
    ],
    [
      'that failed with an answer that went well bears its class',
      { status: 'fail', failureClass: 'wrong_result', httpStatus: 200 },
      ['queued 0–400', 'attempt 400–1500 fail “wrong result”'],
    ],
    [
      'that failed without an answer bears its class',
      { status: 'fail', failureClass: 'dns', httpStatus: null },
      ['queued 0–400', 'attempt 400–1500 fail “dns”'],
    ],
    ['that was never asked is empty', { attempt: 0, status: 'skipped', failureClass: 'prerequisite' }, []],
    [
      'that was repeated has its waits between the bars',
      {
        attempt: 2,
        troubles: [trouble(1, 400, 1_500)],
        attemptStartedAt: after(5_600),
        finishedAt: after(6_000),
        status: 'warn',
        failureClass: 'server_error',
        httpStatus: 200,
      },
      ['queued 0–400', 'attempt 400–1500 fail “503”', 'wait 1500–5600 “4 s, then again”', 'attempt 5600–6000 warn “server error”'],
    ],
    [
      'that was repeated twice has two',
      {
        attempt: 3,
        troubles: [trouble(1, 400, 500, 1_000), trouble(2, 1_600, 1_700, 2_000)],
        attemptStartedAt: after(3_800),
        finishedAt: after(4_000),
      },
      [
        'queued 0–400',
        'attempt 400–500 fail “503”',
        'wait 500–1600 “1 s, then again”',
        'attempt 1600–1700 fail “503”',
        'wait 1700–3800 “2 s, then again”',
        'attempt 3800–4000 ok',
      ],
    ],
    [
      'whose run was cancelled while it waited ends in the wait',
      { attempt: 1, troubles: [trouble(1, 400, 1_500)], finishedAt: after(2_000), status: 'skipped', failureClass: 'cancelled' },
      ['queued 0–400', 'attempt 400–1500 fail “503”', 'wait 1500–2000 “4 s, then again”'],
    ],
    [
      'whose own network was gone is not red',
      {
        attempt: 2,
        troubles: [trouble(1, 400, 500, 1_000, { failureClass: 'no_egress', httpStatus: null })],
        attemptStartedAt: after(1_500),
        finishedAt: after(1_600),
      },
      ['queued 0–400', 'attempt 400–500 unknown “no egress”', 'wait 500–1500 “1 s, then again”', 'attempt 1500–1600 ok'],
    ],
    [
      'whose worker died with the first attempt shows it as cut off',
      { attempt: 2, attemptStartedAt: after(5_000), finishedAt: after(6_000) },
      ['queued 0–400', 'attempt 400–5000 unknown “cut off”', 'attempt 5000–6000 ok'],
    ],
    [
      'whose worker died with an attempt between shows that',
      { attempt: 3, troubles: [trouble(1, 400, 500, 1_000)], attemptStartedAt: after(5_000), finishedAt: after(6_000) },
      [
        'queued 0–400',
        'attempt 400–500 fail “503”',
        'wait 500–1500 “1 s, then again”',
        'attempt 1500–5000 unknown “cut off”',
        'attempt 5000–6000 ok',
      ],
    ],
    [
      'whose worker died before one that was repeated shows that',
      { attempt: 3, troubles: [trouble(2, 3_000, 3_500, 1_000)], attemptStartedAt: after(4_500), finishedAt: after(5_000) },
      [
        'queued 0–400',
        'attempt 400–3000 unknown “cut off”',
        'attempt 3000–3500 fail “503”',
        'wait 3500–4500 “1 s, then again”',
        'attempt 4500–5000 ok',
      ],
    ],
    [
      'that costs money and was cut off is one bar from its only attempt on',
      { attemptStartedAt: after(5_000), finishedAt: after(5_001), status: 'unknown', failureClass: 'runner', httpStatus: null },
      ['queued 0–400', 'attempt 400–5001 unknown “runner”'],
    ],
    [
      'of an earlier version, which kept no moments, is one bar',
      { attempt: 2, troubles: [{ attempt: 1, failureClass: 'dns', summary: '', againInMs: 1_000 }], attemptStartedAt: after(1_400) },
      ['queued 0–400', 'attempt 400–1500 ok “2 attempts”'],
    ],
    [
      'never ends before it begins, whatever the clocks say',
      { startedAt: after(-50), attemptStartedAt: after(-50), finishedAt: after(-80) },
      ['queued 0–0', 'attempt 0–0 ok'],
    ],
  ])('%s', (_what, check, marks) => expect(drawn(check)).toEqual(marks));

  it.each<[string, Partial<Attempted>, string[]]>([
    [
      'that waits for its turn is a thin line up to now',
      { state: 'pending', attempt: 0, startedAt: null, attemptStartedAt: null },
      ['queued 0–8400'],
    ],
    ['that runs reaches up to now', {}, ['queued 0–400', 'attempt 400–8400 running']],
    ['that runs says what is usual', { usualMs: 1_100 }, ['queued 0–400', 'attempt 400–8400 running “usually 1.1 s”']],
    [
      'that runs again says which attempt it is',
      { attempt: 2, troubles: [trouble(1, 400, 1_500)], attemptStartedAt: after(5_600), usualMs: 1_100 },
      ['queued 0–400', 'attempt 400–1500 fail “503”', 'wait 1500–5600 “4 s, then again”', 'attempt 5600–8400 running “2 of 3”'],
    ],
    [
      'that waits to be asked again reaches to when that is planned',
      { troubles: [trouble(1, 7_000, 8_000)], startedAt: after(7_000), attemptStartedAt: after(7_000) },
      ['queued 0–7000', 'attempt 7000–8000 fail “503”', 'wait 8000–12000 “4 s, then again”'],
    ],
    [
      'whose next attempt is late goes on waiting',
      { troubles: [trouble(1, 400, 1_500)] },
      ['queued 0–400', 'attempt 400–1500 fail “503”', 'wait 1500–8400 “4 s, then again”'],
    ],
  ])('%s', (_what, check, marks) => expect(drawn(check, running)).toEqual(marks));

  it.each<[string, Partial<Attempted>, string]>([
    ['one attempt', {}, 'queued 400 ms, one attempt took 1.1 s'],
    [
      'a repeated one',
      {
        attempt: 2,
        troubles: [trouble(1, 400, 1_500)],
        attemptStartedAt: after(5_500),
        finishedAt: after(6_000),
        status: 'fail',
        httpStatus: 500,
      },
      'queued 400 ms, attempt 1 answered 503 after 1.1 s, waited 4.0 s, attempt 2 took 500 ms, answered 500',
    ],
    [
      'one that waits',
      {
        state: 'running',
        status: null,
        finishedAt: null,
        troubles: [trouble(1, 400, 1_500, 4_000, { failureClass: 'dns', httpStatus: null })],
      },
      'queued 400 ms, attempt 1 met dns after 1.1 s, waits 4 s, then again',
    ],
    ['one that runs', { state: 'running', status: null, finishedAt: null }, 'queued 400 ms, attempt 1 of 3 runs for 8.0 s'],
    [
      'one cut off',
      { attempt: 3, attemptStartedAt: after(1_000) },
      'queued 400 ms, attempts 1 to 2 were cut off by our own trouble, attempt 3 took 500 ms',
    ],
    ['none', { attempt: 0 }, ''],
  ])('is told in words: %s', (_what, check, words) => {
    expect(tellMarks(marksOf({ ...finished, ...check }, BEGAN, NOW))).toBe(words);
  });
});

describe('the axis', () => {
  it.each([
    [8_400, 10_000, ['0', '2 s', '4 s', '6 s', '8 s']],
    [12_000, 12_000, ['0', '2 s', '4 s', '6 s', '8 s', '10 s']],
    [12_001, 15_000, ['0', '5 s', '10 s']],
    [431, 500, ['0', '100 ms', '200 ms', '300 ms', '400 ms']],
    [3_100, 4_000, ['0', '1 s', '2 s', '3 s']],
    [150_000, 150_000, ['0', '30 s', '1 min', '1:30 min', '2 min']],
    [7_000_000, 7_200_000, ['0', '30 min', '1 h', '1.5 h']],
    [90_000_000, 90_000_000, ['0', '5 h', '10 h', '15 h', '20 h']],
    [0, 1, ['0']],
  ])('of %d ms ends at %d ms and has round ticks', (lengthMs, endMs, labels) => {
    const axis = axisOf(lengthMs);
    expect([axis.endMs, axis.ticks.map(({ label }) => label)]).toEqual([endMs, labels]);
  });

  it('never has more than six ticks, nor is it shorter than what it shows', () => {
    for (let ms = 1; ms < 90_000_000; ms = Math.ceil(ms * 1.07)) {
      const { endMs, ticks } = axisOf(ms);
      expect(endMs).toBeGreaterThanOrEqual(ms);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(endMs).toBeLessThanOrEqual(Math.max(ms * 2.5, 1));
    }
  });

  const axis = axisOf(10_000);
  it('places moments, and keeps what lies outside at its edge', () => {
    expect([0, 2_500, 10_000, -5, 20_000].map((ms) => placeOf(ms, axis))).toEqual(['0.00%', '25.00%', '100.00%', '0.00%', '100.00%']);
  });

  it('lets the shortest stretch be seen', () => {
    expect([widthOf({ from: 0, to: 5_000 }, axis), widthOf({ from: 3, to: 3 }, axis), widthOf({ from: 9_000, to: 90_000 }, axis)]).toEqual([
      '50.00%',
      '0.35%',
      '10.00%',
    ]);
  });

  it.each([
    ['503', 0, 2_000, 300],
    ['503', 0, 1_000, 420],
    ['server error', 0, 1_500, 640],
    ['server error', 0, 1_000, 900],
    ['server error', 0, 500, null],
    ['503', 5, 5, null],
  ] as const)('knows how wide a track %s needs in %d–%d ms', (text, from, to, room) =>
    expect(roomFor(text, { from, to }, axis)).toBe(room),
  );
});
