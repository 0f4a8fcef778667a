import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { dealLead } from '../../leads/contract.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import type { Deal, DealView, OwnDealView } from '../contract.ts';
import { readCustomer } from '../customers/store.ts';
import { readTermsSince } from '../partners/store.ts';
import { findContact } from '../store.ts';
import { ownView, teamView } from '../viewing.ts';

/** The lead that it came of, as room leads has linked it. */
const leadOf = async ({ partnerId, dealId }: Deal): Promise<Pick<OwnDealView, 'lead'>> => {
  const Key = keys.dealLead(partnerId, dealId);
  const { Item } = await table().send(new GetCommand({ TableName: settings.programTable(), Key }));
  if (!Item) return {};
  const { leadId, company } = dealLead.parse(Item);
  return { lead: { leadId, company } };
};

/** A deal as its partner sees it. */
export const ownPage = async (deal: Deal, now: Date): Promise<{ readonly body: OwnDealView }> => {
  const [contact, lead, { terms }] = await Promise.all([
    findContact(deal.dealId),
    leadOf(deal),
    readTermsSince(deal.policyVersion, now),
  ]);
  return { body: { ...ownView(deal, contact, terms, now.toISOString()), ...lead } };
};

/** A deal as the person who decides sees it. */
export const teamPage = async (deal: Deal, now: Date): Promise<{ readonly body: DealView }> => {
  const [contact, lead, customer, { terms }] = await Promise.all([
    findContact(deal.dealId),
    leadOf(deal),
    readCustomer(deal.customer.hash),
    readTermsSince(deal.policyVersion, now),
  ]);
  return { body: { ...teamView(deal, contact, customer, terms, now.toISOString()), ...lead } };
};
