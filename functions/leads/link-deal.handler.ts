import { dealMoved } from '../deals/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { findLeadAbout, findOwnDeal } from './deals/store.ts';
import { linked } from './linking.ts';
import { change } from './store.ts';

/** A partner has registered a customer that a lead of its own is about: each page shows the other from now on. */
export const handler = busEvent(async ({ partnerId = '', data }) => {
  const { dealId, to } = dealMoved.parse(data);
  const deal = to === 'rejected' ? undefined : await findOwnDeal(partnerId, dealId);
  const lead = deal && (await findLeadAbout(partnerId, deal));
  if (lead) await change(lead.leadId, (one) => one && linked(one, partnerId, dealId));
});
