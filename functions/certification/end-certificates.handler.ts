import { colleagueTold } from '../applications/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { endAllOf } from './renewals/store.ts';

/** Who was removed from a partner does not count for it any more. */
export const handler = busEvent(async ({ partnerId, data }) => {
  if (partnerId) await endAllOf(partnerId, colleagueTold.parse(data).personId);
});
