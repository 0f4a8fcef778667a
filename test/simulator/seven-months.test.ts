import { beforeAll, describe, expect, test } from 'vitest';
import type { Final } from '../../infra/local/simulator/final.ts';
import { type History, startOf } from '../../infra/local/simulator/history.ts';
import { check } from '../../infra/local/simulator/invariants/index.ts';
import { live } from '../../infra/local/simulator/run.ts';
import { prepare } from '../support/prepare.ts';

let final: Final;
beforeAll(async () => {
  const { assembly } = await prepare();
  const history: History = {
    ...{ seed: '5', startMs: startOf('2027-03-01'), days: 215, arriveWithinDays: 10, everyNights: 1 },
    ...{ people: Array.from({ length: 10 }, (_, index) => index), habits: 'by-share', program: 'channel' },
    ...{ customers: false, faults: [], without: [] },
  };
  final = (await live(history, { assembly })).final;
}, 600_000);

describe('Ten resellers, through two quarters and into a third', () => {
  test.each([
    ['are told what their tier will miss', 'tier-notice'],
    ['lose it a quarter later', 'tier-demoted'],
    ['forget their deals, and are reminded', 'deal-silent'],
    ['are told whose customer it is when two want the same', 'deal-rejected'],
    ['lose funds of which they prove nothing', 'mdf-ended'],
    ['are paid what they prove', 'mdf-paid'],
    ['are reminded of leads that they overlook', 'lead-reminder'],
    ['miss a business review that nobody records', 'review-missed'],
  ])('%s', (_, letter) => {
    expect(final.letters.filter(({ tags }) => tags.letter === letter).length).toBeGreaterThan(0);
  });

  test('and every invariant holds', () => {
    expect(check(final).filter(({ breaks }) => breaks.length > 0)).toEqual([]);
  });
});
