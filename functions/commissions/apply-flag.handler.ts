import { busEvent } from '../shared/consumer.ts';
import { flagDraft } from './intake/flag.ts';
import { addToCustomer } from './intake/store.ts';

/** What room fraud says of an accrual: held, released, rejected or reinstated. */
export const handler = busEvent(async (event, now) => {
  const { customer, draft } = flagDraft(event);
  await addToCustomer(customer, async () => draft, now);
});
