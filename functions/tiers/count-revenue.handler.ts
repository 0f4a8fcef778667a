import { channelSalesChanged } from '../ledger/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { assess } from './assessing/store.ts';
import { countCustomer } from './revenue/store.ts';

/** Paid list value, partner by partner and quarter by quarter, and the promotions that follow from it [T5, T6]. */
export const handler = busEvent(async ({ data }, now) => {
  const { customer } = channelSalesChanged.parse(data);
  const { calendar } = (await readPolicy(now)).policy;
  for (const partnerId of await countCustomer(customer, calendar.timeZone, now)) await assess(partnerId, now);
});
