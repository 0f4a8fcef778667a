import { type FundEntry, NO_FUND } from '../shared/fund-book.ts';
import { moneyText } from '../shared/money.ts';
import { conflict } from '../shared/problem.ts';
import type { FundAccount, FundPage, MdfRequest } from './contract.ts';

const ALL_BP = 10_000n;

/**
 * The most that a fund gives to `minor` of a budget or of receipts [M2]: (100 % - match) x minor. It is a limit and no
 * share of a sum, so the part of a minor unit that is left goes to nobody.
 */
export const mostFor = (minor: number, matchBp: number): number =>
  Number((BigInt(minor) * (ALL_BP - BigInt(matchBp))) / ALL_BP);

type Lines = FundEntry['lines'];
const moved = (from: FundAccount, to: FundAccount, minor: number): Lines =>
  minor === 0
    ? []
    : [
        { account: from, minor: 0 - minor },
        { account: to, minor },
      ];

/** What the tier gives and the fund does not have yet, or no longer should: the program's budget stands against it. */
const topUp = (last: FundPage | undefined, quotaMinor: number): number => {
  const { available, reserved, settled } = last?.balances ?? NO_FUND;
  return quotaMinor - available - reserved - settled;
};

/** Of a quarter's fund, what can still be asked for; never below zero, though a tier may have gone down since. */
export const freeOf = (last: FundPage | undefined, quotaMinor: number): number =>
  Math.max(0, (last?.balances.available ?? 0) + topUp(last, quotaMinor));

/**
 * Promises the asked amount [B14]. The fund is what the tier gives on the day of asking: what was promised before, at
 * another tier, stays. Refuses with 409 what is more than is free.
 */
export const reserving =
  ({ requestId, askedMinor, currency, quarter }: MdfRequest, quotaMinor: number) =>
  (last: FundPage | undefined): FundEntry => {
    const free = freeOf(last, quotaMinor);
    if (askedMinor > free) {
      const sentence = `Your fund of ${quarter} has ${moneyText({ minor: free, currency })} left of ${moneyText({ minor: quotaMinor, currency })} [M2].`;
      throw conflict(sentence, { freeMinor: free, quotaMinor });
    }
    const granted = topUp(last, quotaMinor);
    const opened: Lines = granted === 0 ? [] : [{ account: 'available', minor: granted }];
    return {
      kind: 'reserved',
      requestId,
      lines: [...opened, ...moved('available', 'reserved', askedMinor)],
      against: granted === 0 ? [] : [{ account: 'budget', minor: 0 - granted }],
    };
  };

/** What is still promised to a request that is not over. */
export const promisedTo = ({ approvedMinor, askedMinor }: MdfRequest): number => approvedMinor ?? askedMinor;

/** Approved for less than was asked: the rest is free again. Undefined where nothing is. */
export const reducing = (request: MdfRequest, approvedMinor: number): FundEntry | undefined =>
  approvedMinor === request.askedMinor
    ? undefined
    : {
        kind: 'reduced',
        requestId: request.requestId,
        lines: moved('reserved', 'available', request.askedMinor - approvedMinor),
        against: [],
      };

/** Nothing comes of it: all that was promised is free again. */
export const releasing = (request: MdfRequest): FundEntry => ({
  kind: 'released',
  requestId: request.requestId,
  lines: moved('reserved', 'available', promisedTo(request)),
  against: [],
});

/** Paid: so much is settled, the rest is free again. */
export const settling = (request: MdfRequest, settledMinor: number): FundEntry => ({
  kind: 'settled',
  requestId: request.requestId,
  lines: [
    ...moved('reserved', 'settled', settledMinor),
    ...moved('reserved', 'available', promisedTo(request) - settledMinor),
  ],
  against: [],
});
