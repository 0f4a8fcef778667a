import type { LetterOrder } from '../email/contract.ts';
import type { Profile } from '../partners/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { conflict } from '../shared/problem.ts';
import { taskRequested } from '../tasks/contract.ts';
import { type Coupon, type CouponRow, MOST_COUPONS } from './contract.ts';

/** A coupon as its partner asks for it: the code is taken, and earns once the team agrees. */
export const requestedCoupon = (of: {
  code: string;
  note?: string | undefined;
  partnerId: string;
  run: number;
  personId: string;
  at: string;
}): Coupon => ({
  ...{ type: 'COUPON', code: of.code, partnerId: of.partnerId, run: of.run, state: 'requested' },
  ...{ createdAt: of.at, createdBy: of.personId },
  ...(of.note ? { note: of.note } : {}),
});

/** The question to the team whether it gives the coupon. */
export const askedFor = ({ partnerId, run, code, note, createdAt: at }: Coupon): ProgramEvent =>
  taskRequested({
    partnerId,
    run,
    kind: 'coupon',
    key: code.toLowerCase(),
    detail: { code, ...(note ? { note } : {}) },
    at,
  });

/** A coupon as the team gives it, or agrees to: from now, if nothing else is said. */
export const givenCoupon = (of: {
  code: string;
  from?: string | undefined;
  until?: string | undefined;
  partnerId: string;
  run: number;
  personId: string;
  at: string;
}): Coupon => ({
  ...requestedCoupon({ ...of, note: undefined }),
  ...{ state: 'active', approvedBy: of.personId, from: of.from ?? of.at },
  ...(of.until ? { until: of.until } : {}),
});

type Outcome = 'given' | 'refused' | 'closed';
const NEWS = { given: 'coupon-given.v1', refused: 'coupon-refused.v1', closed: 'coupon-closed.v1' } as const;

/** What the contact and the timeline are told of a coupon; once for each outcome. */
export interface CouponTold {
  readonly news: ProgramEvent & { readonly partnerId: string };
  readonly letter: LetterOrder;
}

export const couponTold = (
  outcome: Outcome,
  { code, from, until }: Pick<Coupon, 'code' | 'from' | 'until'>,
  { partnerId, run, personId }: Pick<Profile, 'partnerId' | 'run' | 'personId'>,
  at: string,
): CouponTold => {
  const key = `${partnerId}/${run}/coupon/${code}/${outcome}`;
  const dates = { ...(from ? { from } : {}), ...(until ? { until } : {}) };
  return {
    news: { id: key, name: NEWS[outcome], occurredAt: at, recordedAt: at, partnerId, run, data: { code, ...dates } },
    letter: {
      ...{ key, letter: 'coupon-decided', to: { personId }, partnerId, run, orderedAt: at },
      data: { code, outcome, ...(outcome === 'given' ? dates : {}) },
    },
  };
};

/** Throws when a partner has as many coupons as a list shows. */
export const checkRoom = (coupons: readonly Coupon[], code: string): void => {
  if (coupons.length < MOST_COUPONS || coupons.some((one) => one.code === code)) return;
  throw conflict(`A partner has at most ${MOST_COUPONS} coupons.`);
};

export const couponRow = ({ code, state, note, from, until, closedAt, createdAt }: Coupon): CouponRow => ({
  ...{ code, state, createdAt },
  ...(note ? { note } : {}),
  ...(from ? { from } : {}),
  ...(until ? { until } : {}),
  ...(closedAt ? { closedAt } : {}),
});
