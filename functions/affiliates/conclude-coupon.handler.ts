import { busEvent } from '../shared/consumer.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { decisionMade } from '../tasks/contract.ts';
import { couponTold, givenCoupon } from './coupon.ts';
import { activateCoupon, refuseCoupon } from './coupons/store.ts';

/** What the team decided on a coupon that a partner asked for, or the rule when nobody did. The contact is told. */
export const handler = busEvent(async ({ partnerId, run, data }, now) => {
  const { kind, key = '', decision } = decisionMade.parse(data);
  if (!partnerId || !run || kind !== 'coupon') return;
  const profile = await readProfile(partnerId);
  if (!profile) return;
  const [code, at] = [key.toUpperCase(), now.toISOString()];
  const coupon = givenCoupon({ code, partnerId, run, personId: decision.by, at });
  if (decision.outcome === 'given') await activateCoupon(coupon, couponTold('given', coupon, profile, at));
  else await refuseCoupon(code, partnerId, at, couponTold('refused', { code }, profile, at));
});
