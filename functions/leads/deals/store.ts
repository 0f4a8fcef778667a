import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Deal, dealItem } from '../../deals/contract.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import type { Lead } from '../contract.ts';
import { isAbout } from '../linking.ts';
import { pointersOf } from '../partners/store.ts';
import { findPerson, readLeads } from '../store.ts';

/** A partner's own deal; undefined where it has none of this id. */
export const findOwnDeal = async (partnerId: string, dealId: string): Promise<Deal | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key: keys.deal(dealId), ConsistentRead: true }),
  );
  const deal = Item && dealItem.parse(Item);
  return deal?.partnerId === partnerId ? deal : undefined;
};

/** The latest lead of a partner that is about the customer of a deal. */
export const findLeadAbout = async (partnerId: string, { customer }: Deal): Promise<Lead | undefined> => {
  const open = (await pointersOf(partnerId)).filter((one) => one.open).map(({ leadId }) => leadId);
  const leads = await readLeads(open);
  for (const leadId of open) {
    const lead = leads.find((one) => one.leadId === leadId);
    if (lead && isAbout(lead, await findPerson(leadId), customer)) return lead;
  }
  return undefined;
};
