import type { DealClosedWon } from '../../deals/contract.ts';
import type { Fact } from '../../ledger/contract.ts';
import { claim } from '../../shared/journal.ts';
import { readClaimsBehind } from '../../shared/journal-reader.ts';
import { readPolicyVersions } from '../../shared/policy-reader.ts';
import { domainSignal } from '../../shared/signals.ts';
import type { Draft } from '../intake/recording.ts';
import { addToCustomer, claimOnce } from '../intake/store.ts';
import {
  dealDraft,
  dealIn,
  homeOf,
  isFull,
  namedCustomer,
  newPlaces,
  payerClaim,
  payerIn,
  payerOf,
  placedClaims,
  placeOfDeal,
  placesOfDeal,
  wonClaim,
} from './places.ts';

/** Domains under which anybody has a mailbox, as payments carry them. */
const freeDomains = async (programKey: string, now: Date): Promise<ReadonlySet<string>> => {
  const { signUp } = (await readPolicyVersions(now)).at(-1)?.document ?? {};
  return new Set((signUp?.freeMailDomains ?? []).map((domain) => domainSignal(programKey, domain)));
};

/** Adds a deal to one partition, once, in as many facts as what it changes takes. */
export const addDeal = async (deal: DealClosedWon, customer: string, now: Date, home = false): Promise<void> => {
  for (let nth = 1; ; nth++) {
    const { fact } = await addToCustomer(customer, async () => dealDraft(deal, nth, home), now);
    if (!isFull(fact)) return;
  }
};

/**
 * Adds to a customer the deals that it meets by a payment or lead for the first time; true where there are any. It leaves
 * itself there first, so that a deal that is told at the same instant finds it: a write unit for each place, once for
 * each customer.
 */
export const meetDeals =
  (programKey: string, now: Date) =>
  (customer: string) =>
  async (told: Draft, earlier: readonly Fact[]): Promise<boolean> => {
    const places = newPlaces(told, earlier, await freeDomains(programKey, now));
    for (const place of places) await claim(payerClaim(place, customer, now));
    const found = await Promise.all(places.map((place) => readClaimsBehind('won', place)));
    const deals = new Map(
      found
        .flat()
        .map(dealIn)
        .map((deal) => [deal.dealId, deal]),
    );
    for (const { kind, key } of earlier) if (kind === 'deal-won') deals.delete(key);
    for (const deal of deals.values()) await addDeal(deal, customer, now);
    return deals.size > 0;
  };

/** A won deal: to its own partition, to the customer that it names, and to everybody who has paid or will pay on it. */
export const takeDeal = async (programKey: string, deal: DealClosedWon, now: Date): Promise<void> => {
  await claimOnce(wonClaim(programKey, deal, now));
  for (const placed of placedClaims(deal, now)) await claim(placed);
  await addDeal(deal, homeOf(programKey, deal), now, true);
  const payers = await Promise.all(placesOfDeal(deal).map((place) => readClaimsBehind('payer', place)));
  const named = namedCustomer(programKey, deal);
  const customers = new Set([...(named ? [named] : []), ...payers.flat().map(payerIn)]);
  for (const customer of customers) await addDeal(deal, customer, now);
};

/**
 * A customer id that a person has joined to a won deal: the customer has the deal from then on, as if the win had named it.
 * A deal that is announced and not here yet is on its way: the event comes again.
 */
export const joinCustomer = async (
  programKey: string,
  named: { readonly dealId: string; readonly customerId: string },
  now: Date,
): Promise<void> => {
  const placed = await readClaimsBehind('won', placeOfDeal(named.dealId));
  const deal = placed.map(dealIn).find(({ dealId }) => dealId === named.dealId);
  if (!deal) throw new Error(`Deal ${named.dealId} is not in the books yet.`);
  await addDeal(deal, payerOf(programKey, named), now);
};
