import { describe, expect, test } from 'vitest';
import { datesOfQuarter, endOfQuarter, localDate, quarterLater, quarterOf } from '../../functions/shared/days.ts';

describe('Quarters', () => {
  test.each([
    ['2027-01-01', '2027-Q1'],
    ['2027-03-31', '2027-Q1'],
    ['2027-04-01', '2027-Q2'],
    ['2028-02-29', '2028-Q1'],
    ['2027-09-30', '2027-Q3'],
    ['2029-12-31', '2029-Q4'],
  ])('%s lies in %s', (date, quarter) => {
    expect(quarterOf(date)).toBe(quarter);
  });

  test.each([
    ['2027-Q1', 1, '2027-Q2'],
    ['2027-Q4', 1, '2028-Q1'],
    ['2027-Q1', -1, '2026-Q4'],
    ['2027-Q3', 6, '2029-Q1'],
  ])('%s and %i more is %s', (quarter, count, then) => {
    expect(quarterLater(quarter, count)).toBe(then);
  });

  test('a quarter has its first and its last day', () => {
    expect(datesOfQuarter('2028-Q1')).toEqual({ first: '2028-01-01', last: '2028-03-31' });
    expect(datesOfQuarter('2027-Q4')).toEqual({ first: '2027-10-01', last: '2027-12-31' });
  });

  test.each([
    ['America/New_York', '2027-04-01T04:00:00.000Z'],
    ['Pacific/Kiritimati', '2027-03-31T10:00:00.000Z'],
    ['UTC', '2027-04-01T00:00:00.000Z'],
  ])('the first quarter of 2027 ends by the clock of %s', (timeZone, end) => {
    expect(endOfQuarter('2027-Q1', timeZone)).toBe(end);
    const lastInstant = new Date(Date.parse(end) - 1).toISOString();
    expect(quarterOf(localDate(lastInstant, timeZone))).toBe('2027-Q1');
    expect(quarterOf(localDate(end, timeZone))).toBe('2027-Q2');
  });
});
