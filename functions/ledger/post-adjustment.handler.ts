import { writePage } from '../shared/book.ts';
import { busEvent } from '../shared/consumer.ts';
import { readLastPage } from '../shared/journal-reader.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { entryOf } from './adjusting.ts';
import { findAdjustment, tellPartner } from './adjustments/store.ts';
import { letterOf } from './announcing.ts';
import { adjustmentApproved } from './contract.ts';

/** An approved adjustment gets its page, once, and the partner a letter. */
export const handler = busEvent(async ({ data }, now) => {
  const { adjustmentId } = adjustmentApproved.parse(data);
  const one = await findAdjustment(adjustmentId);
  if (one?.state !== 'approved') throw new Error(`Adjustment ${adjustmentId} is not approved.`);
  await writePage(one, now.toISOString(), () => entryOf(one));
  const [last, profile] = [await readLastPage(one.partnerId, one.currency), await readProfile(one.partnerId)];
  if (last && profile) await tellPartner(letterOf(one, profile, last.balances, now.toISOString()));
});
