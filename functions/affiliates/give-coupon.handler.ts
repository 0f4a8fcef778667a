import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { checkRoom, couponRow, couponTold, givenCoupon } from './coupon.ts';
import { activateCoupon, addCoupon, findCoupon, listCoupons } from './coupons/store.ts';

export const handler = http(routes.giveCoupon, async ({ params, body, session, now }) => {
  const profile = await readProfile(params.partnerId);
  if (!profile || !session) throw notFound('partner');
  const { partnerId, run } = profile;
  checkRoom(await listCoupons(partnerId, run), body.code);
  const at = now.toISOString();
  const coupon = givenCoupon({ ...body, partnerId, run, personId: session.personId, at });
  const told = couponTold('given', coupon, profile, at);
  if ((await addCoupon(coupon, { told })) === 'done') return { body: { coupon: couponRow(coupon) } };
  const made = (await activateCoupon(coupon, told)) ?? (await findCoupon(coupon.code));
  if (made?.partnerId !== partnerId || made.run !== run) throw conflict('This code is taken. Choose another.');
  if (made.state === 'closed') throw conflict('This coupon was closed. Its code is not used again; choose another.');
  return { body: { coupon: couponRow(made) } };
});
