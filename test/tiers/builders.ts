import { firstPolicy, type Track } from '../../functions/policy/contract.ts';
import type { Measured } from '../../functions/tiers/measuring.ts';

export const ZONE = firstPolicy.calendar.timeZone;

/** Certificates of so many people, valid until an instant. */
export const certificates = (track: Track, count: number, expiresOn = '2028-01-01T00:00:00.000Z') =>
  Array.from({ length: count }, (_, index) => ({
    personId: `01ARZ3NDEKTSV4RRFFQ69G5F${String(index).padStart(2, '0')}`,
    track,
    state: 'current' as const,
    expiresOn,
  }));

export const sold = (quarter: string, dollars: number, currency = 'USD') => ({
  quarter,
  currency,
  minor: dollars * 100,
});

export const answers = (scores: readonly number[], at = '2027-02-10T12:00:00.000Z') =>
  scores.map((score) => ({ score, at }));

export const committed = (dollars: number, until = '2027-12-31') => ({
  annualMinor: dollars * 100,
  currency: 'USD',
  from: '2026-01-01',
  until,
});

export const measured = (over: Partial<Measured> = {}): Measured => ({
  certificates: [],
  revenue: [],
  answers: [],
  commitments: [],
  ...over,
});

/** All that Silver asks, in the first quarter of 2027. */
export const asSilver = (over: Partial<Measured> = {}): Measured =>
  measured({
    certificates: [...certificates('sales', 2), ...certificates('technical', 1)],
    revenue: [sold('2027-Q1', 25_000)],
    commitments: [committed(10_000)],
    ...over,
  });

/** All that Gold asks. */
export const asGold = (over: Partial<Measured> = {}): Measured =>
  measured({
    certificates: [...certificates('sales', 5), ...certificates('technical', 3)],
    revenue: [sold('2027-Q1', 100_000)],
    answers: answers([4, 4, 4, 4, 4]),
    commitments: [committed(50_000)],
    ...over,
  });
