import type { PartnerTier, Policy } from '../policy/contract.ts';
import { monthsLater } from '../shared/days.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { Problem } from '../shared/problem.ts';
import { agreedAt, benefitsOf, type ChannelTerms } from '../tiers/contract.ts';
import type { CustomerKnown } from './checks.ts';
import type { Credit, CreditItem, Deal, DealClosedWon, Winning, Won } from './contract.ts';
import { type Actor, moved } from './moves.ts';

/** What decides how much a won deal earns. */
export interface Earning {
  readonly policy: Policy;
  readonly tier: PartnerTier;
  /** What was agreed with the partner beside the table. */
  readonly terms: ChannelTerms | undefined;
  readonly customer: CustomerKnown;
  /** The books know a sale to this domain from before the approval [T8]. */
  readonly soldBefore: boolean;
}

/** A domain with no won deal or sale before [T8]: of partners, of our own pipeline, in the books. */
export const isNewCustomer = (
  { customer: { places, direct }, soldBefore }: Pick<Earning, 'customer' | 'soldBefore'>,
  deal: Pick<Deal, 'dealId'>,
  wonAt: string,
): boolean =>
  !soldBefore &&
  !places.some(({ place, dealId }) => place === 'won' && dealId !== deal.dealId) &&
  !direct.some(({ state, updatedAt }) => state === 'won' && updatedAt < wonAt);

/** The tier's margin, or what was agreed in place of it on the day of the win [T], and the bonuses on top of it [T1]. */
export const partsOf = (
  { policy, tier, terms }: Pick<Earning, 'policy' | 'tier' | 'terms'>,
  { at, newCustomer, termYears }: Pick<Won, 'at' | 'newCustomer' | 'termYears'>,
): Won['parts'] => {
  const { marginBp, bonuses } = benefitsOf(tier, policy, agreedAt(terms, { tier }, at, policy));
  const parts: Won['parts'] = [
    { rule: 'margin', shareBp: marginBp },
    { rule: 'registered-deal', shareBp: bonuses.registeredDealBp },
    { rule: 'new-customer', shareBp: newCustomer ? bonuses.newCustomerBp : 0 },
    { rule: 'two-years', shareBp: termYears === 2 ? bonuses.twoYearsBp : 0 },
    { rule: 'three-years', shareBp: termYears >= 3 ? bonuses.threeYearsBp : 0 },
  ];
  return parts.filter(({ rule, shareBp }) => rule === 'margin' || shareBp > 0);
};

/** Noon of that day in UTC, but never before the approval, nor later than now: an instant on the day in any zone we know. */
const instantOf = (wonOn: string, from: string, now: string): string => {
  const noon = `${wonOn}T12:00:00.000Z`;
  if (noon < from) return from;
  return noon > now ? now : noon;
};

/** Refuses a day that cannot be. */
const checkDay = (wonOn: string, deal: Deal, now: string): void => {
  const registered = deal.registeredAt.slice(0, 10);
  if (wonOn < registered) {
    throw new Problem(
      422,
      'invalid-input',
      `wonOn: the deal was registered on ${registered}, so it was not won before.`,
    );
  }
  // A day ahead is today in the east.
  const tomorrow = new Date(Date.parse(now) + 86_400_000).toISOString().slice(0, 10);
  if (wonOn > tomorrow) throw new Problem(422, 'invalid-input', 'wonOn: this day is still to come.');
};

/** An approved deal is won: owner, rate and bonuses are fixed, for good [D7]. */
export const won = (
  deal: Deal,
  { wonOn, termYears, invoicing, customerId }: Winning,
  actor: Actor,
  { policy, tier, terms, ...known }: Earning,
  now: string,
): Deal => {
  checkDay(wonOn, deal, now);
  const at = instantOf(wonOn, deal.exclusive?.from ?? deal.registeredAt, now);
  const newCustomer = isNewCustomer(known, deal, at);
  const item: Won = {
    ...{ at, termYears, invoicing: invoicing ?? deal.invoicing, by: actor.by, newCustomer },
    ...(actor.byName ? { byName: actor.byName } : {}),
    tier,
    ...(customerId ? { customerId } : {}),
    parts: partsOf({ policy, tier, terms }, { at, newCustomer, termYears }),
  };
  const percent = item.parts.reduce((sum, { shareBp }) => sum + shareBp, 0) / 100;
  const note = `Won on ${wonOn}, for ${termYears} ${termYears === 1 ? 'year' : 'years'}; ${percent} % of each payment.`;
  return moved(deal, 'win', actor, now, { won: item, invoicing: item.invoicing, nextAt: undefined, note });
};

/** The other side of a conflict has won: what this partner is owed is due [D5, A7]. */
export const settled = (deal: Deal, wonAt: string, actor: Actor, now: string, customerId?: string): Deal =>
  moved(deal, 'settle', actor, now, {
    won: {
      ...{ at: wonAt, termYears: 1, invoicing: deal.invoicing, by: actor.by, newCustomer: false, parts: [] },
      ...(customerId ? { customerId } : {}),
    },
    nextAt: undefined,
    note: 'The side that owns the customer has won.',
  });

/** What a recorded credit earns, fixed when the deal is won [A7]. A meeting without an amount in that currency earns nothing. */
const creditOf = (item: CreditItem, wonAt: string, currency: string, policy: Policy): readonly Credit[] => {
  const { rule, partnerId, run, evidence } = item;
  const who = { rule, partnerId, run, evidence };
  switch (rule) {
    case 'co-sell':
      return [{ ...who, earns: { shareBp: policy.earning.coSellBp } }];
    case 'conflict-fee': {
      const until = monthsLater(wonAt, policy.deals.conflictFeeMonths, policy.calendar.timeZone);
      return [{ ...who, earns: { shareBp: policy.earning.conflictFeeBp }, until }];
    }
    case 'meeting': {
      const minor = policy.earning.meetingMinor[currency];
      return minor ? [{ ...who, earns: { minor, currency } }] : [];
    }
  }
};

/**
 * What the money follows [D7]. Of a customer that is new, what it paid since the approval belongs to the deal; of others
 * only what it pays from the day on which the deal was won.
 */
export const closedWonEvent = (deal: Deal, policy: Policy, now: string): ProgramEvent => {
  const { dealId, partnerId, run, won: item, customer, credits, exclusive, owner } = deal;
  if (!item) throw new Error(`Deal ${dealId} is not won.`);
  const { at, invoicing, parts, newCustomer, customerId } = item;
  const data: DealClosedWon = {
    dealId,
    customer: { domainHash: customer.hash, ...(customerId ? { customerId } : {}) },
    wonAt: at,
    from: newCustomer && exclusive ? exclusive.from : at,
    ...(owner ? {} : { origination: { partnerId, run, invoicing, parts } }),
    credits: credits.flatMap((one) => creditOf(one, at, deal.arr.currency, policy)),
    policyVersion: deal.policyVersion,
  };
  return {
    id: `deal/${dealId}/won`,
    name: 'deal-closed-won.v1',
    ...{ occurredAt: at, recordedAt: now, partnerId, run },
    data,
  };
};

/** A co-sell credit needs its evidence, and the partner's name in the CRM's field [A16]. */
export const credited = (deal: Deal, item: CreditItem, now: string): Deal => {
  const same = (one: CreditItem): boolean => one.rule === item.rule && one.partnerId === item.partnerId;
  if (deal.credits.some(same)) {
    throw new Problem(409, 'conflict', `This partner has a credit "${item.rule}" on this deal already [A8].`);
  }
  const actor = { by: item.by, byName: item.byName };
  return moved(deal, 'credit', actor, now, {
    credits: [...deal.credits, item],
    note: `${item.rule}: ${item.evidence}`,
  });
};
