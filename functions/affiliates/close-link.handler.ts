import { busEvent } from '../shared/consumer.ts';
import { programKey } from '../shared/program-key.ts';
import { codeOf } from './code.ts';
import { closeCoupon, listCoupons } from './coupons/store.ts';
import { listCodes, stopLink } from './store.ts';

/** Clicks and coupons of a partner who left do not count; visitors still reach the product's site. */
export const handler = busEvent(async ({ partnerId, run }, now) => {
  if (!partnerId || !run) return;
  const at = now.toISOString();
  const codes = [codeOf(await programKey(), partnerId, run), ...(await listCodes(partnerId, run))];
  await Promise.all(codes.map((code) => stopLink({ code, partnerId, run }, at)));
  const coupons = await listCoupons(partnerId, run);
  await Promise.all(coupons.map(({ code }) => closeCoupon(code, partnerId, at)));
});
