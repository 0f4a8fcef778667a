import * as z from 'zod';
import { route } from '../shared/route.ts';
import { id, instant, line } from '../shared/text.ts';
import { clickReference, couponCode, couponItem, discounted, linkCode, trafficItem } from './items.ts';

export { codeOf } from './code.ts';
export {
  type Click,
  type Coupon,
  clickItem,
  clickReference,
  couponCode,
  couponEarns,
  couponItem,
  discounted,
  type Link,
  linkCode,
  linkItem,
  type Traffic,
  trafficItem,
} from './items.ts';
export { clickKeyOf, MOST_TOUCHES, readTouches } from './reference.ts';

/** Links of one run, closed ones included, beside the automatic one: they are shown, and counted, together. */
export const MOST_LINKS = 25;
/** Coupons of one run, closed ones included. */
export const MOST_COUPONS = 20;

// ---- Views

const count = z.int().min(0);
/** Clicks of the last 30 days. `more`: there are others that could not be counted at once. */
const clicks = z.strictObject({
  counted: count,
  discounted: count,
  /** Why clicks did not count, and how many for each reason. */
  reasons: z.partialRecord(z.enum([...discounted.options, 'repeat']), count),
  /** Counted ones whose landing page was seen. */
  seen: count,
  /** Counted clicks of the ten sub-ids with most. */
  subs: z.array(z.strictObject({ sub: z.string(), counted: count })),
  more: z.boolean(),
});
export type ClickCounts = z.infer<typeof clicks>;

const linkRow = z.strictObject({
  code: z.string(),
  url: z.string(),
  /** Where it leads. */
  page: z.string(),
  automatic: z.boolean(),
  campaign: z.string().optional(),
  sub: z.string().optional(),
  createdAt: instant,
  firstClickAt: instant.optional(),
  open: z.boolean(),
  /** False for a link that was closed with the partner's run. */
  mayOpen: z.boolean(),
  clicks,
});
export type LinkRow = z.infer<typeof linkRow>;

const couponRow = couponItem
  .pick({ code: true, state: true, note: true, from: true, until: true, closedAt: true })
  .extend({
    createdAt: instant,
  });
export type CouponRow = z.infer<typeof couponRow>;

export const linksView = z.strictObject({
  links: z.array(linkRow),
  coupons: z.array(couponRow),
  /** Whether links can be added, and if not, why. */
  mayAdd: z.boolean(),
  because: z.string().optional(),
  /** Address of the product's site, where links lead. */
  site: z.string(),
});
export type LinksView = z.infer<typeof linksView>;

const traffic = trafficItem.pick({ couponSites: true, brandBidding: true });

export const linkView = z.strictObject({
  /** Absent until the agreement is accepted. */
  link: z
    .strictObject({
      code: z.string(),
      url: z.string(),
      createdAt: instant,
      firstClickAt: instant.optional(),
      /** Clicks of people in the last 30 days; `more` if there are more than could be counted at once. */
      clicks: z.int().min(0),
      more: z.boolean(),
      open: z.boolean(),
    })
    .optional(),
});

// ---- What is asked

const sub = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/, 'has up to 64 letters, digits and . _ ~ -');

export const newLink = z.strictObject({
  code: linkCode,
  /** Path of the product's site, like `/pricing`, or an address on one of its hosts. */
  target: line(500).optional(),
  campaign: line(60).optional(),
  sub: sub.optional(),
});

export const couponRequest = z.strictObject({ code: couponCode, note: line(300).optional() });

export const newCoupon = z
  .strictObject({ code: couponCode, from: instant.optional(), until: instant.optional() })
  .refine(({ from, until }) => !from || !until || from < until, { path: ['until'], message: 'must be after `from`' });

const coupon = z.strictObject({ coupon: couponRow });

export const routes = {
  followLink: route({
    id: 'followLink',
    method: 'GET',
    path: '/r/{code}',
    access: 'anyone',
    summary: "Follow a partner's link to the program's site. Sets the cookie `tandem_clicks`, passes utm_* on",
    params: z.strictObject({ code: linkCode }),
    query: z.strictObject({ sub: sub.optional() }),
    status: 302,
  }),
  peekLink: route({
    id: 'peekLink',
    method: 'HEAD',
    path: '/r/{code}',
    access: 'anyone',
    summary: 'Where a link leads; no click is recorded',
    params: z.strictObject({ code: linkCode }),
    status: 302,
  }),
  recordPageView: route({
    id: 'recordPageView',
    method: 'POST',
    path: '/api/page-views',
    access: 'anyone',
    summary: 'The landing page of a click was seen (sent by t.js)',
    body: z.strictObject({ click: clickReference }),
    form: true,
    status: 204,
  }),
  showLink: route({
    id: 'showLink',
    method: 'GET',
    path: '/api/portal/link',
    access: 'partner',
    summary: 'Your own link and its clicks',
    status: 200,
    answer: linkView,
  }),
  listLinks: route({
    id: 'listLinks',
    method: 'GET',
    path: '/api/portal/links',
    access: 'partner',
    summary: 'Your links with their clicks of 30 days, and your coupons',
    status: 200,
    answer: linksView,
  }),
  addLink: route({
    id: 'addLink',
    method: 'POST',
    path: '/api/portal/links',
    access: 'partner',
    summary: 'Make a link of your own code, or find it made already',
    body: newLink,
    status: 201,
    answer: z.strictObject({ code: z.string(), url: z.string() }),
  }),
  switchLink: route({
    id: 'switchLink',
    method: 'POST',
    path: '/api/portal/links/{code}/state',
    access: 'partner',
    summary: 'Close one of your links, or open it again',
    params: z.strictObject({ code: linkCode }),
    body: z.strictObject({ open: z.boolean() }),
    status: 200,
    answer: z.strictObject({ code: z.string(), open: z.boolean() }),
  }),
  requestCoupon: route({
    id: 'requestCoupon',
    method: 'POST',
    path: '/api/portal/coupons',
    access: 'partner',
    summary: 'Ask for a coupon code',
    body: couponRequest,
    status: 202,
    answer: coupon,
  }),
  showPartnerLinks: route({
    id: 'showPartnerLinks',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/links',
    access: 'team',
    summary: "A partner's links with their clicks of 30 days, coupons, and what traffic it may send",
    params: z.strictObject({ partnerId: id }),
    status: 200,
    answer: linksView.extend({ traffic }),
  }),
  giveCoupon: route({
    id: 'giveCoupon',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/coupons',
    access: 'team',
    summary: 'Give a partner a coupon code, or the one it asked for',
    params: z.strictObject({ partnerId: id }),
    body: newCoupon,
    status: 201,
    answer: coupon,
  }),
  closeCoupon: route({
    id: 'closeCoupon',
    method: 'DELETE',
    path: '/api/ops/partners/{partnerId}/coupons/{code}',
    access: 'team',
    summary: "Close a coupon: later sales with it are nobody's. The code stays taken",
    params: z.strictObject({ partnerId: id, code: couponCode }),
    status: 200,
    answer: coupon,
  }),
  allowTraffic: route({
    id: 'allowTraffic',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/traffic',
    access: 'team',
    summary: 'Allow a partner coupon sites or advertising on brand names, or take it back [F2]',
    params: z.strictObject({ partnerId: id }),
    body: traffic.strict(),
    status: 200,
    answer: traffic,
  }),
} as const;
