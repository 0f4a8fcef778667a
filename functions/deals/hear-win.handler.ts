import { busEvent } from '../shared/consumer.ts';
import { log } from '../shared/log.ts';
import { dealWonTold } from './contract.ts';
import { dealsMeant, hear } from './hearing/store.ts';

/** Somebody outside says that a deal is won [D7]: ours by its id, else whoever has the customer. */
export const handler = busEvent(async ({ data, occurredAt }, now) => {
  const { dealId, domainHash, ...how } = dealWonTold.parse(data);
  const deals = await dealsMeant(dealId, domainHash);
  if (deals.length === 0) log.warn('EVENT_SKIPPED', { because: 'a won deal that nobody has registered' });
  for (const deal of deals) await hear(deal, { at: occurredAt, ...how }, now);
});
