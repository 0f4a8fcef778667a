import { busEvent } from '../shared/consumer.ts';
import { watchPartner } from './sweep/store.ts';

/** A partner had its first click: its days are counted from now on. */
export const handler = busEvent(async ({ partnerId }) => {
  if (partnerId) await watchPartner(partnerId);
});
