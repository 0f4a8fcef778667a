import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { askedFor, checkRoom, couponRow, requestedCoupon } from './coupon.ts';
import { addCoupon, findCoupon, listCoupons } from './coupons/store.ts';

export const handler = http(routes.requestCoupon, async ({ body: { code, note }, session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile || !session) throw notFound('partner');
  const { partnerId, run } = profile;
  checkRoom(await listCoupons(partnerId, run), code);
  const asked = { code, note, partnerId, run, personId: session.personId, at: now.toISOString() };
  const coupon = requestedCoupon(asked);
  if ((await addCoupon(coupon, { asked: askedFor(coupon) })) === 'done') return { body: { coupon: couponRow(coupon) } };
  const taken = await findCoupon(code);
  if (taken?.partnerId !== partnerId || taken.run !== run) throw conflict('This code is taken. Choose another.');
  return { body: { coupon: couponRow(taken) } };
});
