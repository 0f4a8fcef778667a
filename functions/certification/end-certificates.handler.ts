import { colleagueTold } from '../applications/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { endAllOf, forgetLearning } from './renewals/store.ts';

/** Who was removed from a partner does not count for it any more; who was erased has learned and answered nothing. */
export const handler = busEvent(async ({ partnerId, data }) => {
  if (!partnerId) return;
  const { personId, erased } = colleagueTold.parse(data);
  await endAllOf(partnerId, personId);
  if (erased) await forgetLearning(partnerId, personId);
});
