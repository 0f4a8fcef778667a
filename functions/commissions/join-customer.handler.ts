import { dealCustomerNamed } from '../deals/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { programKey } from '../shared/program-key.ts';
import { joinCustomer } from './meeting/store.ts';

/** A person said that a customer id belongs to a won deal [D7]. */
export const handler = busEvent(async ({ data }, now) => {
  await joinCustomer(await programKey(), dealCustomerNamed.parse(data), now);
});
