import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { couponRow } from './coupon.ts';
import { closeCoupon } from './coupons/store.ts';

export const handler = http(routes.closeCoupon, async ({ params: { partnerId, code }, now }) => {
  const coupon = await closeCoupon(code, partnerId, now.toISOString());
  if (!coupon) throw notFound('coupon');
  return { body: { coupon: couponRow(coupon) } };
});
