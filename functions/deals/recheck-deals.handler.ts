import { busEvent } from '../shared/consumer.ts';
import { directTold } from './contract.ts';
import { followOpportunity } from './meeting/store.ts';

/** Our own pipeline says something new of a customer: open registrations are checked again, conflicts end with it [D2, D5]. */
export const handler = busEvent(async ({ data }, now) => {
  const { opportunityId, hash } = directTold.parse(data);
  await followOpportunity(hash, opportunityId, now);
});
