import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { couponRow, couponTold } from './coupon.ts';
import { closeCoupon, findCoupon } from './coupons/store.ts';

export const handler = http(routes.closeCoupon, async ({ params: { partnerId, code }, now }) => {
  const [profile, at] = [await readProfile(partnerId), now.toISOString()];
  if (!profile) throw notFound('partner');
  const told = couponTold('closed', { code }, profile, at);
  const coupon = (await closeCoupon(code, partnerId, at, told)) ?? (await findCoupon(code));
  if (coupon?.partnerId !== partnerId) throw notFound('coupon');
  return { body: { coupon: couponRow(coupon) } };
});
