import { personErased } from '../applications/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { suppress } from './feedback/store.ts';

/** What stays of somebody who was erased: that this mailbox is not written to. */
export const handler = busEvent(async (event) => {
  const { addressHash } = personErased.parse(event.data);
  await suppress(addressHash, 'erasedAt', event.occurredAt);
});
