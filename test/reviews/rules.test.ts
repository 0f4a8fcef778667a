import { describe, expect, test } from 'vitest';
import { firstPolicy } from '../../functions/policy/contract.ts';
import {
  atTime,
  boundsOf,
  businessDay,
  monthsOf,
  nthBusinessDay,
  opensReviews,
  packageDay,
  proposed,
  quarterAt,
  sameTime,
} from '../../functions/reviews/calendar.ts';
import { deliveryOf } from '../../functions/reviews/delivering.ts';
import { digestMonth } from '../../functions/reviews/digest.ts';
import { missedInARow } from '../../functions/reviews/ending.ts';
import { getsReview } from '../../functions/reviews/inputs.ts';
import type { Action, Review } from '../../functions/reviews/items.ts';
import { nextOf } from '../../functions/reviews/next.ts';
import { earliestFor, meetingFrom, movedByPeople, putOff } from '../../functions/reviews/planning.ts';
import { closed, reminded } from '../../functions/reviews/recording.ts';
import { figureText } from '../../functions/reviews/words.ts';

const policy = firstPolicy;
const { calendar } = policy;
const aReview = (change: Partial<Review> = {}): Review => ({
  type: 'REVIEW',
  partnerId: '01JGZX3M5N8Q2R4T6V8W0Y1A3B',
  run: 1,
  quarter: '2027-Q1',
  state: 'planned',
  company: 'Cedar',
  executionId: 'x',
  openedAt: '2027-04-01T10:30:00.000Z',
  policyVersion: 1,
  meetingAt: '2027-04-21T19:00:00.000Z',
  minutes: 60,
  sequence: 0,
  packageDueAt: '2027-04-15T12:00:00.000Z',
  packageVersion: 0,
  looked: false,
  late: 0,
  reminded: false,
  told: 0,
  changes: 1,
  ...change,
});

describe('Days of reviews, by the program’s calendar (fault 33)', () => {
  test.each([
    ['the 15th business day of April 2027', '2027-Q1', '2027-04-21T19:00:00.000Z', '2027-04-15T12:00:00.000Z'],
    [
      'the clocks go back between quarter end and meeting never matter: it is 15:00 there',
      '2027-Q3',
      '2027-10-21T19:00:00.000Z',
      '2027-10-15T12:00:00.000Z',
    ],
    [
      'a quarter that ends with the year, New Year off',
      '2026-Q4',
      '2027-01-22T20:00:00.000Z',
      '2027-01-18T13:00:00.000Z',
    ],
    ['a leap year', '2027-Q4', '2028-01-21T20:00:00.000Z', '2028-01-17T13:00:00.000Z'],
  ])('%s', (_, quarter, meetingAt, packageDueAt) => {
    expect(proposed(quarter, policy)).toEqual({ meetingAt, packageDueAt });
  });

  test.each([
    ['the last millisecond of March in New York is of Q1', '2027-04-01T03:59:59.999Z', 'America/New_York', '2027-Q1'],
    ['and the first of April is of Q2', '2027-04-01T04:00:00.000Z', 'America/New_York', '2027-Q2'],
    ['on Kiritimati it is Q2 fourteen hours earlier', '2027-03-31T10:00:00.000Z', 'Pacific/Kiritimati', '2027-Q2'],
  ])('%s', (_, instant, zone, quarter) => {
    expect(quarterAt(instant, zone)).toBe(quarter);
  });

  test('a quarter is its three months, from local midnight to local midnight', () => {
    expect(monthsOf('2027-Q4')).toEqual(['2027-10', '2027-11', '2027-12']);
    expect(boundsOf('2027-Q1', 'America/New_York')).toEqual({
      from: '2027-01-01T05:00:00.000Z',
      until: '2027-04-01T04:00:00.000Z',
    });
  });

  test('a time that the clocks skip moves to after the gap; of two, the first', () => {
    expect(atTime('2027-03-14', '02:30', 'America/New_York')).toBe('2027-03-14T07:30:00.000Z');
    expect(atTime('2027-11-07', '01:30', 'America/New_York')).toBe('2027-11-07T05:30:00.000Z');
  });

  test('business days leave weekends and holidays out, forwards and backwards', () => {
    expect(businessDay('2026-12-24', 1, calendar)).toBe('2026-12-28');
    expect(businessDay('2027-01-04', -1, calendar)).toBe('2026-12-31');
    expect(sameTime('2027-03-12T20:00:00.000Z', 1, calendar)).toBe('2027-03-15T19:00:00.000Z');
    expect(nthBusinessDay('2027-01-04', calendar)).toBe(1);
    expect(nthBusinessDay('2027-01-03', calendar)).toBe(0);
  });

  test('reviews are opened from the first day of a quarter to the day of the meetings, and not later', () => {
    expect(['2027-04-01', '2027-04-21', '2027-04-22', '2027-06-30'].map((day) => opensReviews(day, policy))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('the digest of a month is due from the second business day of the next', () => {
    expect(digestMonth('2027-04-01', policy)).toBeUndefined();
    expect(digestMonth('2027-04-02', policy)).toBe('2027-03');
    expect(digestMonth('2027-01-05', policy)).toBe('2026-12');
  });
});

describe('Who gets a review (T7)', () => {
  const of = (
    tier: 'Registered' | 'Silver' | 'Gold' | 'Ambassador',
    programType: 'channel' | 'affiliate',
    stage: 'Scale' | 'Evaluate' = 'Scale',
  ) => ({
    tier,
    programType,
    stage,
  });
  test.each([
    ['Silver', of('Silver', 'channel'), 'Ecosystem', true],
    ['Gold', of('Gold', 'channel'), 'Ecosystem', true],
    ['Registered', of('Registered', 'channel'), 'Ecosystem', false],
    ['an affiliate, whatever its tier', of('Ambassador', 'affiliate'), 'Ecosystem', false],
    ['an affiliate in Growth', of('Ambassador', 'affiliate'), 'Growth', true],
    ['Registered in Strategic', of('Registered', 'channel'), 'Strategic', true],
    ['who was never admitted', of('Gold', 'channel', 'Evaluate'), 'Strategic', false],
  ] as const)('%s', (_, profile, programTier, gets) => {
    expect(getsReview(profile, programTier, policy)).toBe(gets);
  });
});

describe('What a review needs next (G3)', () => {
  const prepared = (change: Partial<Review> = {}) =>
    aReview({ state: 'prepared', packagedAt: '2027-04-15T12:00:00.000Z', packageVersion: 1, ...change });
  const delivered = { deliveredAt: '2027-04-15T12:01:00.000Z' };
  test.each([
    [
      'waits for the package day',
      aReview(),
      '2027-04-10T00:00:00.000Z',
      'wait-for-package-day',
      '2027-04-15T12:00:00.000Z',
    ],
    ['then the package is made', aReview(), '2027-04-15T12:00:00.000Z', 'prepare', undefined],
    [
      'its letters are given some minutes',
      prepared(),
      '2027-04-15T12:05:00.000Z',
      'wait-for-delivery',
      '2027-04-15T12:20:00.000Z',
    ],
    ['then it is looked at', prepared(), '2027-04-15T12:20:00.000Z', 'confirm', undefined],
    [
      'what has not arrived has until 48 hours before',
      prepared({ looked: true }),
      '2027-04-16T00:00:00.000Z',
      'wait-for-delivery',
      '2027-04-19T19:00:00.000Z',
    ],
    ['and is looked at then', prepared({ looked: true }), '2027-04-19T19:00:00.000Z', 'confirm', undefined],
    [
      'the meeting ends',
      prepared(delivered),
      '2027-04-20T00:00:00.000Z',
      'wait-for-meeting',
      '2027-04-21T20:00:00.000Z',
    ],
    [
      'two business days later it is asked for',
      prepared(delivered),
      '2027-04-22T00:00:00.000Z',
      'wait-for-record',
      '2027-04-23T20:00:00.000Z',
    ],
    ['asked for', prepared(delivered), '2027-04-23T20:00:00.000Z', 'remind', undefined],
    [
      'seven business days',
      prepared({ ...delivered, reminded: true }),
      '2027-04-24T00:00:00.000Z',
      'wait-for-record',
      '2027-04-30T20:00:00.000Z',
    ],
    [
      'then it counts as missed',
      prepared({ ...delivered, reminded: true }),
      '2027-04-30T20:00:00.000Z',
      'miss',
      undefined,
    ],
    ['nothing once it is over', aReview({ state: 'held' }), '2027-04-30T20:00:00.000Z', 'ended', undefined],
  ])('%s', (_, review, now, next, until) => {
    expect(nextOf(review, policy, now)).toEqual({ next, until: until ?? now });
  });
});

describe('A package that is late (G3)', () => {
  test('is tried the next morning, and the meeting stays while 48 hours can be kept', () => {
    const next = putOff(aReview(), 'The data could not be read.', policy, '2027-04-15T12:01:00.000Z');
    expect(next).toMatchObject({
      packageDueAt: '2027-04-16T12:00:00.000Z',
      sequence: 0,
      meetingAt: aReview().meetingAt,
      late: 1,
    });
  });
  test('moves the meeting to the first business day at the usual hour that leaves 48 hours', () => {
    const next = putOff(aReview(), 'x', policy, '2027-04-19T12:01:00.000Z');
    expect(next).toMatchObject({
      packageDueAt: '2027-04-20T12:00:00.000Z',
      sequence: 1,
      meetingAt: '2027-04-22T19:00:00.000Z',
    });
    expect(meetingFrom('2027-04-23T19:00:00.001Z', policy)).toBe('2027-04-26T19:00:00.000Z');
  });
  test('was delivered when both letters have gone out, at the time of the later one; a mailbox that is gone is settled', () => {
    const letter = (status: string, sentAt?: string) =>
      ({ status, sentAt }) as unknown as Parameters<typeof deliveryOf>[0][number];
    const at = '2027-04-15T12:00:00.000Z';
    const later = '2027-04-15T12:09:00.000Z';
    expect(deliveryOf([letter('sent', at), letter('sent', later)], at)).toEqual({ delivery: 'arrived', at: later });
    expect(deliveryOf([letter('skipped'), letter('sent', later)], at)).toEqual({ delivery: 'arrived', at: later });
    expect(deliveryOf([letter('ordered'), letter('sent', later)], at)).toEqual({ delivery: 'waits' });
    expect(deliveryOf([letter('failed'), letter('sent', later)], at)).toEqual({ delivery: 'failed' });
    expect(deliveryOf([undefined, letter('sent', later)], at)).toEqual({ delivery: 'failed' });
  });
});

describe('People move a meeting', () => {
  test('not to a time that leaves no 48 hours for the numbers', () => {
    const now = '2027-04-02T10:00:00.000Z';
    expect(earliestFor(aReview(), policy, now)).toBe('2027-04-04T11:00:00.000Z');
    expect(() => movedByPeople(aReview(), '2027-04-04T10:00:00.000Z', policy, now)).toThrow('48 hours before');
    const moved = movedByPeople(aReview(), '2027-04-28T19:00:00.000Z', policy, now);
    expect(moved).toMatchObject({ sequence: 1, told: 1, packageDueAt: packageDay('2027-04-28T19:00:00.000Z', policy) });
  });
  test('not once it is over', () => {
    expect(() =>
      movedByPeople(aReview({ state: 'missed' }), '2027-05-28T19:00:00.000Z', policy, '2027-05-02T10:00:00.000Z'),
    ).toThrow('is over: missed');
  });
});

describe('Reviews missed in a row (L5)', () => {
  const all = (...states: readonly Review['state'][]) =>
    states.map((state, index) => aReview({ state, quarter: `202${6 + Math.floor(index / 4)}-Q${(index % 4) + 1}` }));
  const this_ = aReview({ quarter: '2028-Q1' });
  test.each([
    ['the first one', [], 1],
    ['after one that was held', all('missed', 'held'), 1],
    ['after one that was missed', all('held', 'missed'), 2],
    ['one that was called off between says nothing', all('missed', 'called-off'), 2],
    ['later ones do not count', [...all('held'), aReview({ quarter: '2028-Q2', state: 'missed' })], 1],
  ])('%s', (_, before, count) => {
    expect(missedInARow(this_, before)).toBe(count);
  });
});

describe('Actions are followed up', () => {
  const action: Action = {
    type: 'REVIEW-ACTION',
    partnerId: '01JGZX3M5N8Q2R4T6V8W0Y1A3B',
    run: 1,
    quarter: '2027-Q1',
    number: 1,
    what: 'A case study',
    owner: '01JGZX3M5N8Q2R4T6V8W0Y1A3C',
    side: 'partner',
    dueOn: '2027-05-14',
    state: 'open',
    reminders: 0,
    changes: 0,
  };
  test('once before it is due, then each week while it is overdue, four times', () => {
    const days: string[] = [];
    let at = '2027-05-11T13:00:00.000Z';
    let one = action;
    for (let count = 0; count < 10; count++) {
      const next = reminded(one, policy, at);
      days.push(`${at.slice(0, 10)}${next.overdue ? ' overdue' : ''}`);
      one = next.action;
      if (!one.nextAt) break;
      at = one.nextAt;
    }
    expect(days).toEqual([
      '2027-05-11',
      '2027-05-15 overdue',
      '2027-05-22 overdue',
      '2027-05-29 overdue',
      '2027-06-05 overdue',
    ]);
  });
  test('is closed once; the same again is the same, anything else is refused', () => {
    const done = closed(action, 'done', 'ann', 'Online.', '2027-05-12T10:00:00.000Z');
    expect(done).toMatchObject({ state: 'done', closedBy: 'ann', note: 'Online.' });
    if (done === 'same') throw new Error('It was open.');
    expect(closed(done, 'done', 'ann', undefined, '2027-05-13T10:00:00.000Z')).toBe('same');
    expect(() => closed(done, 'dropped', 'ann', 'x', '2027-05-13T10:00:00.000Z')).toThrow('done already');
  });
});

test.each([
  ['money', { unit: 'money', currency: 'JPY', value: 120_000, target: 100_000 }, 'JPY 120,000 (target JPY 100,000)'],
  ['a rate', { unit: 'basis-points', value: 6_667 }, '66.67 %'],
  ['a whole rate', { unit: 'basis-points', value: 5_000 }, '50 %'],
  ['minutes', { unit: 'minutes', value: 150, before: 60 }, '2 h 30 min (quarter before 1 h)'],
  [
    'what nobody measured',
    { unit: 'count', value: null, note: 'Not measured: nobody told.' },
    'Not measured: nobody told.',
  ],
] as const)('a figure in words: %s', (_, figure, words) => {
  expect(figureText({ id: 'x', title: 'X', entries: 0, ...figure })).toBe(words);
});
