import type { Deal, DealView, OwnDealView } from '../contract.ts';
import { readCustomer } from '../customers/store.ts';
import { readTermsSince } from '../partners/store.ts';
import { findContact } from '../store.ts';
import { ownView, teamView } from '../viewing.ts';

/** A deal as its partner sees it. */
export const ownPage = async (deal: Deal, now: Date): Promise<{ readonly body: OwnDealView }> => {
  const [contact, { terms }] = await Promise.all([findContact(deal.dealId), readTermsSince(deal.policyVersion, now)]);
  return { body: ownView(deal, contact, terms, now.toISOString()) };
};

/** A deal as the person who decides sees it. */
export const teamPage = async (deal: Deal, now: Date): Promise<{ readonly body: DealView }> => {
  const [contact, customer, { terms }] = await Promise.all([
    findContact(deal.dealId),
    readCustomer(deal.customer.hash),
    readTermsSince(deal.policyVersion, now),
  ]);
  return { body: teamView(deal, contact, customer, terms, now.toISOString()) };
};
