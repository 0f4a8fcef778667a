import * as z from 'zod';
import { id, instant } from '../shared/text.ts';
import { LINK_CODE, REFERENCE } from './reference.ts';

export const linkCode = z.string().regex(LINK_CODE, 'has 3 to 40 small letters, digits and hyphens');

/** `<code>.<clickId>`: how a click is handed to the customer's site, and back with a sale. */
export const clickReference = z.string().regex(REFERENCE, 'is not a reference of a click');

/**
 * LINK item (Program table). The automatic link is made when an affiliate accepts the agreement; a partner adds others
 * of its own code. Closed by the partner, or with the run when the partner stops.
 */
export const linkItem = z.object({
  type: z.literal('LINK'),
  code: linkCode,
  partnerId: id,
  run: z.int().min(1),
  createdAt: instant,
  /** Path of the product's site, or an address on a host that the stage allows; absent: the product's site. */
  target: z.string().optional(),
  campaign: z.string().optional(),
  /** Sub-id of every click that names none itself. */
  sub: z.string().optional(),
  /** What the address of the page is given for the customer's statistics [C5]. */
  utm: z.record(z.string(), z.string()).optional(),
  /** First click of a person, not of a bot or a prefetch [L9]. */
  firstClickAt: instant.optional(),
  closedAt: instant.optional(),
  /** `stop`: with the partner; such a link does not open again. */
  closedBy: z.enum(['partner', 'stop']).optional(),
});
export type Link = z.infer<typeof linkItem>;

/** Why a click does not count. */
export const discounted = z.enum(['bot', 'prefetch', 'no-browser', 'embedded', 'link-closed']);

/**
 * Item of the Clicks table; its key follows from its reference (`clickKeyOf`). It goes when the longest cookie window
 * the policy allows, and 30 days, are over. The cookie window itself is tested by rule, against `at`: TTL is late.
 */
export const clickItem = z.object({
  type: z.literal('CLICK'),
  clickId: id,
  code: linkCode,
  partnerId: id,
  run: z.int().min(1),
  /** When it was, to the millisecond: touches are ordered by this, then by `clickId` [A2]. */
  at: instant,
  counts: z.boolean(),
  discounted: discounted.optional(),
  /** How often the same browser came by this link within the half minute. More than 20 a minute is a flood [F2]. */
  visits: z.int().min(1).default(1),
  /** When the customer's site saw the landing page; absent: never, or it does not say [F2]. */
  seenAt: instant.optional(),
  /** Whether a person's gesture opened the page; absent: the browser did not tell [F2]. */
  gesture: z.boolean().optional(),
  /** Keyed hashes, to compare by [F2]; the plain values are not kept. */
  ipHash: z.string(),
  deviceHash: z.string(),
  /** Host of the page it came from, if told. */
  referrerHost: z.string().optional(),
  /** ISO 3166, where CloudFront tells it. */
  country: z.string().optional(),
  campaign: z.string().optional(),
  sub: z.string().optional(),
  expiresAt: z.int(),
});
export type Click = z.infer<typeof clickItem>;

export const couponCode = z
  .string()
  .max(60)
  .transform((text) => text.normalize('NFKC').trim().toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9](?:[A-Z0-9-]{1,28})[A-Z0-9]$/, 'has 3 to 30 letters, digits and hyphens'));

/** COUPON item (Program table, `keys.coupon`): whose sales a coupon code brings [A3]. Written for good. */
export const couponItem = z.object({
  type: z.literal('COUPON'),
  code: z.string(),
  partnerId: id,
  run: z.int().min(1),
  /** `requested` by the partner; it earns once the team made it `active`. */
  state: z.enum(['requested', 'active', 'closed']),
  createdAt: instant,
  /** Person id. */
  createdBy: z.string(),
  /** What the partner said it is for. */
  note: z.string().optional(),
  approvedBy: z.string().optional(),
  /** Sales with `from <= occurredAt < until` are the partner's; without `until`: until it is closed. */
  from: instant.optional(),
  until: instant.optional(),
  closedAt: instant.optional(),
});
export type Coupon = z.infer<typeof couponItem>;

/** Whether a sale at `occurredAt` with this coupon is the partner's [A3]. A sale that is told late still is. */
export const couponEarns = (coupon: Coupon, occurredAt: string): boolean =>
  coupon.from !== undefined &&
  coupon.from <= occurredAt &&
  (coupon.until === undefined || occurredAt < coupon.until) &&
  (coupon.closedAt === undefined || occurredAt < coupon.closedAt);

/** TRAFFIC item (Program table, `keys.traffic`): what the team allowed this partner beyond the agreement [F2]. */
export const trafficItem = z.object({
  type: z.literal('TRAFFIC'),
  partnerId: id,
  /** May send visitors from coupon and deal sites. */
  couponSites: z.boolean(),
  /** May advertise on the program's brand names. */
  brandBidding: z.boolean(),
  at: instant,
  by: z.string(),
});
export type Traffic = z.infer<typeof trafficItem>;
