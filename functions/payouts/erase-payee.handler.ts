import { busEvent } from '../shared/consumer.ts';
import { isUnderWay } from './books/store.ts';
import { erasePayee, findPayee } from './payees/store.ts';

/** The contact was erased: so are the payment details, once no payout that needs them is under way [fault 43]. */
export const handler = busEvent(async ({ partnerId, recordedAt }) => {
  const payee = partnerId ? await findPayee(partnerId) : undefined;
  if (payee && partnerId) await erasePayee(payee, recordedAt, await isUnderWay(partnerId));
});
