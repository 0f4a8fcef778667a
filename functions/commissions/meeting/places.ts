import { type DealClosedWon, dealClosedWon } from '../../deals/contract.ts';
import type { Fact } from '../../ledger/contract.ts';
import { keyedHash } from '../../shared/ids.ts';
import type { Claim } from '../../shared/journal-items.ts';
import { placeOfDomain } from '../../shared/ledger-keys.ts';
import { MOST_POSTINGS } from '../deciding.ts';
import { customerOf, type Draft } from '../intake/recording.ts';

/**
 * Where a deal and those who pay on it meet: at the deal's id, and at the customer's domain. Payments leave their
 * customer there, deals what they earn; each writes before it looks for the other, so one of the two sees both.
 */

const atDeal = (dealId: string): string => `deal/${dealId}`;

const domainIn = ({ data }: Pick<Fact, 'data'>): string | undefined => {
  const { signals } = data;
  const hash = typeof signals === 'object' && signals !== null && 'domain' in signals ? signals.domain : undefined;
  return typeof hash === 'string' ? hash : undefined;
};

const concerns = ({ kind }: Pick<Fact, 'kind'>): boolean => kind === 'sale' || kind === 'lead';

/** Places of a payment or lead. The domain of a free mailbox is nobody's. */
export const placesOf = (told: Pick<Fact, 'kind' | 'data'>, freeDomains: ReadonlySet<string>): readonly string[] => {
  if (!concerns(told)) return [];
  const domain = domainIn(told);
  const { deal } = told.data;
  return [
    ...(typeof deal === 'string' ? [atDeal(deal)] : []),
    ...(domain && !freeDomains.has(domain) ? [placeOfDomain(domain)] : []),
  ];
};

/** Places at which a customer has not been before: where it has, deals find it by themselves. */
export const newPlaces = (
  told: Pick<Fact, 'kind' | 'data'>,
  earlier: readonly Pick<Fact, 'kind' | 'data'>[],
  freeDomains: ReadonlySet<string>,
): readonly string[] => {
  const been = new Set(earlier.flatMap((one) => placesOf(one, freeDomains)));
  return placesOf(told, freeDomains).filter((place) => !been.has(place));
};

export const payerClaim = (place: string, customer: string, now: Date): Claim => ({
  kind: 'payer',
  key: `${place}~${customer}`,
  recordedAt: now.toISOString(),
});
export const payerIn = ({ key }: Claim): string => key.slice(key.lastIndexOf('~') + 1);

/** The partition of the deal itself: what it earns beside payments lies there. */
export const homeOf = (programKey: string, { dealId }: DealClosedWon): string =>
  keyedHash(programKey, 'home-of-deal', dealId).slice(0, 22);

/** Its own claim, which says that it has a fact; a deal of the same id with another content is a fault of ours. */
export const wonClaim = (programKey: string, deal: DealClosedWon, now: Date): Claim => ({
  kind: 'won',
  key: deal.dealId,
  recordedAt: now.toISOString(),
  customer: homeOf(programKey, deal),
  hash: keyedHash(programKey, 'won-deal', JSON.stringify(deal)).slice(0, 22),
});

export const placesOfDeal = ({ dealId, customer }: DealClosedWon): readonly string[] => [
  atDeal(dealId),
  placeOfDomain(customer.domainHash),
];

/** What it leaves at a place. */
export const placedClaim = (place: string, deal: DealClosedWon, now: Date): Claim => ({
  kind: 'won',
  key: `${place}~${deal.dealId}`,
  recordedAt: now.toISOString(),
  body: { deal },
});

/** True at its own places; at another domain's it lies by an alias, which may be gone. */
export const isAtHome = (place: string, deal: DealClosedWon): boolean => placesOfDeal(deal).includes(place);
/** Where a won deal is found by its id. */
export const placeOfDeal = atDeal;
export const dealIn = ({ body }: Claim): DealClosedWon => dealClosedWon.parse(body?.deal);

/** The partition of a customer id that belongs to a deal. */
export const payerOf = (programKey: string, { dealId: key, customerId }: { dealId: string; customerId: string }) =>
  customerOf(programKey, { kind: 'sale', key, customer: { customerId } });

/** The partition of the customer that the deal itself names. */
export const namedCustomer = (programKey: string, { dealId, customer }: DealClosedWon): string | undefined => {
  const { customerId } = customer;
  return customerId === undefined ? undefined : payerOf(programKey, { dealId, customerId });
};

/** The fact of a deal in one partition; what one fact cannot post, the next ones do (`nth`, from 1). */
export const dealDraft = (deal: DealClosedWon, nth: number, home: boolean): Draft => {
  const { dealId, wonAt: occurredAt } = deal;
  if (nth > 1) return { kind: 'deal-won', key: `${dealId}~${nth}`, occurredAt, data: { more: dealId } };
  return { kind: 'deal-won', key: dealId, occurredAt, data: { deal, ...(home ? { home: true } : {}) } };
};

/** True where a fact could not hold all that its deal changes. */
export const isFull = ({ postings }: Pick<Fact, 'postings'>): boolean =>
  postings.filter((one) => 'partnerId' in one).length >= MOST_POSTINGS;
