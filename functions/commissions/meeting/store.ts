import type { DealClosedWon } from '../../deals/contract.ts';
import type { Fact } from '../../ledger/contract.ts';
import { hashesOfCustomer } from '../../shared/alias-reader.ts';
import { claim } from '../../shared/journal.ts';
import { readClaimsBehind } from '../../shared/journal-reader.ts';
import { placeOfDomain } from '../../shared/ledger-keys.ts';
import { readPolicyVersions } from '../../shared/policy-reader.ts';
import { domainSignal } from '../../shared/signals.ts';
import type { Draft } from '../intake/recording.ts';
import { addToCustomer, claimOnce } from '../intake/store.ts';
import {
  dealDraft,
  dealIn,
  homeOf,
  isAtHome,
  isFull,
  namedCustomer,
  newPlaces,
  payerClaim,
  payerIn,
  payerOf,
  placedClaim,
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

/** Which of the deals at a place count there: its own, and those of another domain of the customer while it is an alias. */
const dealsAt = async (programKey: string, place: string): Promise<readonly DealClosedWon[]> => {
  const deals = (await readClaimsBehind('won', place)).map(dealIn);
  if (deals.every((deal) => isAtHome(place, deal))) return deals;
  const aliased = await Promise.all(
    deals.map(async (deal) => {
      const hashes = isAtHome(place, deal) ? [] : await hashesOfCustomer(programKey, deal.customer.domainHash);
      return hashes.map(placeOfDomain).includes(place);
    }),
  );
  return deals.filter((deal, index) => isAtHome(place, deal) || aliased[index]);
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
    const found = await Promise.all(places.map((place) => dealsAt(programKey, place)));
    const deals = new Map(found.flat().map((deal) => [deal.dealId, deal]));
    for (const { kind, key } of earlier) if (kind === 'deal-won') deals.delete(key);
    for (const deal of deals.values()) await addDeal(deal, customer, now);
    return deals.size > 0;
  };

/** Leaves a deal at places, then adds it to everybody who has paid there. */
const meetPayers = async (deal: DealClosedWon, places: readonly string[], now: Date): Promise<void> => {
  for (const place of places) await claim(placedClaim(place, deal, now));
  const payers = await Promise.all(places.map((place) => readClaimsBehind('payer', place)));
  for (const customer of new Set(payers.flat().map(payerIn))) await addDeal(deal, customer, now);
};

/**
 * A won deal: to its own partition, to the customer that it names, and to everybody who has paid or will pay on it, from
 * whichever domain of the customer. It is at its own places before it reads aliases, so that an alias that is named at
 * the same instant finds it there.
 */
export const takeDeal = async (programKey: string, deal: DealClosedWon, now: Date): Promise<void> => {
  await claimOnce(wonClaim(programKey, deal, now));
  const own = placesOfDeal(deal);
  for (const place of own) await claim(placedClaim(place, deal, now));
  await addDeal(deal, homeOf(programKey, deal), now, true);
  const named = namedCustomer(programKey, deal);
  if (named) await addDeal(deal, named, now);
  const domains = await hashesOfCustomer(programKey, deal.customer.domainHash);
  await meetPayers(deal, [...new Set([...own, ...domains.map(placeOfDomain)])], now);
};

/** Two domains are of one customer: the deals under each of its domains meet those who pay from the others [Z5]. */
export const joinDomains = async (programKey: string, domainHash: string, now: Date): Promise<void> => {
  const places = (await hashesOfCustomer(programKey, domainHash)).map(placeOfDomain);
  const found = await Promise.all(places.map((place) => dealsAt(programKey, place)));
  const deals = new Map(found.flat().map((deal) => [deal.dealId, deal]));
  for (const deal of deals.values()) await meetPayers(deal, places, now);
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
