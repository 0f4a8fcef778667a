import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { dealLead } from '../../leads/contract.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import type { CustomerKnown } from '../checks.ts';
import type { Deal, DealView, OwnDealView } from '../contract.ts';
import { domainsOf, readCustomer } from '../customers/store.ts';
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

/** All that is known of a deal's customer, and who has it under another of its domains. */
const everythingOf = async (deal: Deal): Promise<{ customer: CustomerKnown; aliased: DealView['aliased'] }> => {
  const [, ...others] = await domainsOf(deal);
  const [own, ...more] = await Promise.all([deal.customer.hash, ...others].map(readCustomer));
  const claims = more.flatMap(({ claim }) => (claim ? [claim] : []));
  return {
    customer: {
      claim: own?.claim,
      places: [...(own?.places ?? []), ...more.flatMap(({ places }) => places)],
      direct: [...(own?.direct ?? []), ...more.flatMap(({ direct }) => direct)],
    },
    aliased: claims.map(({ dealId, partnerId }) => ({ dealId, partnerId })),
  };
};

/** A deal as the person who decides sees it. */
export const teamPage = async (deal: Deal, now: Date): Promise<{ readonly body: DealView }> => {
  const [contact, lead, { customer, aliased }, { terms }] = await Promise.all([
    findContact(deal.dealId),
    leadOf(deal),
    everythingOf(deal),
    readTermsSince(deal.policyVersion, now),
  ]);
  return { body: { ...teamView(deal, contact, customer, terms, now.toISOString()), ...lead, aliased } };
};
