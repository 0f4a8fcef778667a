import { busEvent } from '../shared/consumer.ts';
import { decisionMade } from '../tasks/contract.ts';
import { givenCoupon } from './coupon.ts';
import { activateCoupon, refuseCoupon } from './coupons/store.ts';

/** What the team decided on a coupon that a partner asked for, or the rule when nobody did. */
export const handler = busEvent(async ({ partnerId, run, data }, now) => {
  const { kind, key = '', decision } = decisionMade.parse(data);
  if (!partnerId || !run || kind !== 'coupon') return;
  const [code, at] = [key.toUpperCase(), now.toISOString()];
  if (decision.outcome !== 'given') await refuseCoupon(code, partnerId, at);
  else await activateCoupon(givenCoupon({ code, partnerId, run, personId: decision.by, at }));
});
