import type { Deal } from '../deals/contract.ts';
import type { Policy } from '../policy/contract.ts';
import { dayBefore, localDate } from '../shared/days.ts';
import { ratioOf } from '../shared/money.ts';
import type { Benefits } from '../tiers/contract.ts';
import type { FundPage, MdfRequest, MdfView, OwnFunds } from './contract.ts';
import { freeOf } from './fund.ts';
import { mayMove } from './moving.ts';
import { dueOf } from './timing.ts';

export type DealNamed = Pick<Deal, 'dealId' | 'partnerId' | 'state' | 'arr'>;

const sum = (deals: readonly DealNamed[]): number => deals.reduce((total, { arr }) => total + arr.minor, 0);

/** What deals are worth a year, by currency. */
const valuesOf = (deals: readonly DealNamed[]): MdfView['returns']['values'] =>
  [...Map.groupBy(deals, ({ arr }) => arr.currency)].map(([currency, all]) => ({
    currency,
    minor: sum(all),
    wonMinor: sum(all.filter(({ state }) => state === 'won')),
  }));

/** What came of it [B14]: leads as the partner named or counted them, what each cost the program, and its deals. */
const returnsOf = (request: MdfRequest, known: readonly DealNamed[]): MdfView['returns'] => {
  const { leads, proofs, settledMinor, state, partnerId } = request;
  const count = Math.max(leads.length, proofs.at(-1)?.leadCount ?? 0);
  const paid = state === 'settled' ? settledMinor : undefined;
  const deals = known.filter((deal) => deal.partnerId === partnerId && request.deals.includes(deal.dealId));
  return {
    leads: count,
    ...(paid === undefined || count === 0 ? {} : { costPerLeadMinor: ratioOf(paid, 1, count) }),
    deals: deals.length,
    won: deals.filter((deal) => deal.state === 'won').length,
    values: valuesOf(deals),
  };
};

/** `deals`: those that the request names, as far as they were read. */
export const viewOf = (request: MdfRequest, policy: Policy, deals: readonly DealNamed[] = []): MdfView => {
  const {
    type: _,
    run: __,
    personId: ___,
    revision: ____,
    executionId: _____,
    policyVersion: ______,
    ...view
  } = request;
  const due = dueOf(request, policy);
  return {
    ...view,
    ...(due ? { due: { ...due, lastDay: dayBefore(due.by, policy.calendar.timeZone) } } : {}),
    activityLabel: policy.mdf.activities.find(({ id }) => id === request.activity)?.label ?? request.activity,
    mayCancel: mayMove(request.state, 'cancelled'),
    mayProve: mayMove(request.state, 'in-review'),
    returns: returnsOf(request, deals),
  };
};

/** All that a partner sees of its funds; `given` by its tier, of each open quarter the fund's last page. */
export const fundsOf = (
  of: {
    readonly blocked: string | undefined;
    readonly given: (Benefits & { readonly tier: MdfRequest['tier'] }) | undefined;
    readonly funds: readonly { readonly quarter: string; readonly last: FundPage | undefined }[];
    readonly requests: readonly MdfRequest[];
    readonly deals: readonly DealNamed[];
  },
  policy: Policy,
  now: string,
): OwnFunds => {
  const { blocked, given, funds, requests, deals } = of;
  const quotaMinor = given?.mdfPerQuarterMinor ?? 0;
  return {
    ...(blocked ? { blocked } : {}),
    ...(given ? { tier: given.tier } : {}),
    currency: policy.calendar.reportingCurrency,
    matchBp: given?.mdfMatchBp ?? 0,
    quotaMinor,
    activities: [...policy.mdf.activities],
    funds: funds.map(({ quarter, last }) => {
      const freeMinor = freeOf(last, quotaMinor);
      const { reserved = 0, settled = 0 } = last?.balances ?? {};
      return { quarter, quotaMinor, freeMinor, available: freeMinor, reserved, settled };
    }),
    today: localDate(now, policy.calendar.timeZone),
    proofWithinDays: policy.mdf.proofWithinDays,
    requests: requests
      .toSorted((one, other) => (one.requestedAt > other.requestedAt ? -1 : 1))
      .map((one) => viewOf(one, policy, deals)),
  };
};
